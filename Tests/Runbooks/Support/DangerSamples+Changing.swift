extension DangerSamples {
    /// What changes something that can be had back.
    ///
    /// One command a line; `⏎` stands for a line end.
    static let moreChanging = lines(
        #"""
        rm x.pid
        rm -- x
        rm -i x
        unlink x
        mv a b
        cp -r a b
        cp a /etc/nginx/nginx.conf
        ln -sfn a b
        touch /tmp/maintenance
        chmod 600 x
        chmod +x x.sh
        chown app:app x
        chgrp -R x y
        setfacl -m u:a:r x
        echo x >> /etc/hosts
        echo x | sudo tee /etc/x
        tee /etc/x <<EOF⏎a⏎EOF
        cat > /etc/nginx/conf.d/x.conf <<'EOF'⏎server {}⏎EOF
        sed -i 's/a/b/' x
        sed -i.bak 's/a/b/' x
        perl -pi -e 's/a/b/' x
        perl -i -pe 's/a/b/' x
        yq -i '.a=1' x.yml
        systemctl restart nginx
        systemctl start nginx
        systemctl reload nginx
        systemctl enable --now nginx
        systemctl mask nginx
        systemctl daemon-reload
        systemctl -H h restart x
        systemctl reset-failed
        service nginx restart
        /etc/init.d/nginx restart
        nginx -s reload
        supervisorctl restart all
        supervisorctl reread
        monit restart x
        sv restart x
        rc-service x restart
        kill 123
        kill -TERM $(cat x.pid)
        kill -HUP `cat x.pid`
        pkill -f gunicorn
        pkill -9 java
        killall nginx
        fuser -k -9 /x
        kubectl apply -f x.yaml
        kubectl create -f x
        kubectl create namespace x
        kubectl create secret generic x --from-literal=a=b
        kubectl patch deploy x -p '{}'
        kubectl scale deploy x --replicas=3
        kubectl scale --replicas=3 deploy/x
        kubectl rollout restart deploy/x
        kubectl rollout restart deployment x -n y
        kubectl -n x rollout undo deployment/y
        kubectl rollout pause deploy/x
        kubectl set image deploy/x x=y
        kubectl label node x a=b
        kubectl annotate pod x a=b
        kubectl cordon x
        kubectl uncordon x
        kubectl delete pod x
        kubectl delete pods -l app=x
        kubectl delete job x
        kubectl exec x -- ls
        kubectl exec -it x -- bash
        kubectl cp x:/a b
        kubectl run x --image=y
        kubectl debug x --image=y
        kubectl attach x
        kubectl certificate approve x
        kubectl config use-context prod
        oc rollout latest x
        oc adm drain x
        oc scale dc x --replicas=1
        helm upgrade --install x y -f z
        helm install x y
        helm repo add x y
        helm repo update
        docker stop x
        docker start x
        docker pause x
        docker rm x
        docker run --rm x
        docker exec x ls
        docker exec -it x sh
        docker pull x
        docker push x
        docker tag a b
        docker login
        docker commit x y
        docker update --memory 1g x
        docker-compose up -d --force-recreate
        docker compose restart x
        docker compose down
        docker compose pull
        docker compose -f a.yml -p x up -d
        docker network connect a b
        docker service update --force x
        docker stack deploy -c x y
        podman restart x
        terraform apply
        terraform apply plan.out
        terraform taint a
        terraform state mv a b
        terraform force-unlock x
        terraform init -upgrade
        terraform refresh
        terragrunt apply
        tofu apply x.plan
        pulumi refresh
        pulumi config set a b
        ansible-playbook x.yml
        ansible-playbook -i h x.yml --limit web
        ansible all -m ping
        salt '*' state.apply
        chef-client
        pdsh -w a uptime
        aws ec2 start-instances --instance-ids i
        aws ec2 create-snapshot --volume-id v
        aws ec2 modify-instance-attribute --x
        aws ecs update-service --service x --force-new-deployment
        aws ecs run-task --x
        aws autoscaling set-desired-capacity --desired-capacity 4
        aws autoscaling start-instance-refresh --x
        aws rds failover-db-cluster --x
        aws rds modify-db-instance --x
        aws s3 cp a s3://b
        aws s3 cp s3://b/x .
        aws s3 sync a s3://b
        aws s3api put-object --x
        aws lambda invoke --function-name f o
        aws route53 change-resource-record-sets --x
        aws cloudfront create-invalidation --x
        aws elbv2 modify-listener --x
        aws dynamodb put-item --x
        aws dynamodb batch-write-item --x
        aws sns publish --x
        aws sqs send-message --x
        aws ssm start-session --target i
        aws secretsmanager put-secret-value --x
        aws cloudformation deploy --x
        aws cloudformation update-stack --x
        aws eks update-kubeconfig --name x
        aws sts assume-role --x
        aws codedeploy create-deployment
        aws events disable-rule --name x
        gcloud compute instances stop x
        gcloud compute instances start x
        gcloud compute ssh x --command 'sudo systemctl restart y'
        gcloud compute instance-groups managed resize x --size 3
        gcloud container clusters resize x --num-nodes=3
        gcloud run services update x --set-env-vars A=b
        gcloud run services update-traffic x --to-revisions y=100
        gcloud sql instances patch x --tier y
        gcloud sql instances restart x
        gcloud sql backups create --instance x
        gcloud sql import sql x gs://y
        gcloud functions deploy x
        gcloud config set project x
        gcloud projects add-iam-policy-binding x
        gcloud builds submit
        gcloud dns record-sets transaction execute
        gsutil mv a b
        gsutil -m rsync a gs://b
        az vm restart -g x -n y
        az vm start -g x -n y
        az webapp config appsettings set -g x
        az aks scale -n x
        az network nsg rule create -n x
        az deployment group create -g x
        heroku restart
        heroku config:set A=b
        heroku rollback v1
        fly apps restart x
        vercel --prod
        netlify deploy --prod
        cf restart x
        psql -c 'INSERT INTO t VALUES (1)'
        psql -c 'ALTER TABLE t ADD c int'
        psql -c 'VACUUM ANALYZE t'
        psql -c 'VACUUM FULL t'
        psql -c 'REINDEX TABLE t'
        psql -c 'select pg_cancel_backend(1)'
        psql -c 'SELECT pg_reload_conf()'
        psql -c 'GRANT ALL ON t TO x'
        psql -c 'REVOKE ALL ON t FROM x'
        psql -c "SELECT setval('s', 1)"
        psql -c "COPY t FROM '/x'"
        psql -c "SELECT pg_promote()"
        psql -c "select pg_stat_reset()"
        psql -c "CALL cleanup()"
        psql -c "LOCK TABLE t"
        psql -c "with d as (update t set a=1 returning *) select * from d"
        pg_restore -d x d.dump
        pg_ctl restart
        createdb x
        mysql -e 'KILL 123'
        mysql -e 'CALL mysql.rds_kill(5)'
        mysql -e 'SET GLOBAL max_connections=500'
        mysql -e 'STOP REPLICA; START REPLICA'
        mysql -e 'FLUSH PRIVILEGES'
        mysql -e 'FLUSH TABLES WITH READ LOCK'
        mysql -e 'CHANGE MASTER TO x'
        mysql -e "select 1 into outfile '/x'"
        mysqladmin flush-hosts
        mysqladmin kill 5
        mongosh --eval 'db.users.updateOne({a:1},{$set:{b:2}})'
        mongosh --eval 'db.killOp(1)'
        mongosh --eval 'db.adminCommand({setParameter:1})'
        mongosh --eval 'db.x.createIndex({a:1})'
        mongosh --eval 'db.x.save({})'
        mongorestore dump
        redis-cli SET a b
        redis-cli -h x DEL a
        redis-cli EXPIRE a 5
        redis-cli config rewrite
        redis-cli CLIENT KILL x
        redis-cli SHUTDOWN NOSAVE
        redis-cli BGSAVE
        redis-cli cluster failover
        redis-cli LPUSH q x
        redis-cli HSET a b c
        redis-cli SADD a b
        redis-cli memory purge
        redis-cli latency reset
        redis-cli script flush
        redis-cli getdel x
        redis-cli getset a b
        redis-cli incrby a 1
        redis-cli append a b
        redis-cli zremrangebyrank a 0 1
        redis-cli xack a b c
        redis-cli info; redis-cli set a b
        etcdctl put a b
        etcdctl defrag
        etcdctl move-leader x
        consul kv put a b
        consul maint -enable
        vault write a b=c
        vault operator unseal
        vault token revoke x
        nomad job run x
        nomad alloc restart x
        patronictl switchover
        patronictl restart x
        patronictl failover --force
        rabbitmqctl stop_app
        rabbitmqctl set_policy x y z
        kafka-topics --create --topic t
        kafka-topics.sh --alter --topic t --partitions 5
        kafka-console-producer --topic t
        kafka-reassign-partitions --execute
        curl -XPOST http://x
        curl -X PUT http://x -d @f
        curl --data-raw '{}' http://x
        curl --json '{}' http://x
        curl -F f=@x http://x
        curl -sX PATCH http://x
        curl -T f http://x
        curl -fsS --request "PUT" http://x
        curl -X PURGE http://x
        http POST x
        http x a=b
        xh post x
        wget --post-data x http://y
        iptables -D INPUT 1
        iptables -I INPUT -p tcp --dport 22 -j ACCEPT
        ip6tables -A x
        ufw allow 80
        ufw disable
        firewall-cmd --add-port=80/tcp
        firewall-cmd --reload
        ip addr add 1.2.3.4/24 dev eth0
        ip route add default via x
        ip neigh flush all
        ifconfig eth0 down
        ifconfig eth0 1.2.3.4 netmask 255.255.255.0
        ifdown eth0
        route add default gw x
        nmcli connection down x
        arp -d x
        conntrack -F
        conntrack -D -s x
        systemd-resolve --flush-caches
        rndc reload
        unbound-control reload
        dscacheutil -flushcache
        mount /x
        umount -l /x
        swapoff -a
        sysctl -w a=b
        sysctl a=b
        modprobe x
        rmmod x
        usermod -aG docker x
        passwd x
        echo 'a:b' | chpasswd
        gpasswd -a x y
        visudo
        crontab -e
        crontab -
        (crontab -l; echo x) | crontab -
        at now + 1 minute -f x
        hostname newname
        timedatectl set-ntp true
        date -s '2020-01-01'
        hwclock -w
        ntpdate pool.ntp.org
        logrotate -f /etc/logrotate.conf
        journalctl --vacuum-time=2d
        renice -n 5 -p 3
        setenforce 0
        apt-get install -y x
        apt-get clean
        apt-get -y upgrade
        yum install -y x
        dnf update
        apk add x
        pip3 install -r r.txt
        npm install
        npm ci
        yarn install
        gem install x
        bundle install
        composer install
        make deploy
        ./deploy.sh
        bash deploy.sh
        sh scripts/rollback.sh
        ./restart-all.sh
        ./scripts/failover.sh
        cap production deploy
        kamal deploy
        skaffold run
        argocd app rollback x 3
        argocd app set x
        flux suspend kustomization x
        kustomize edit set image x
        linkerd install | kubectl apply -f -
        velero backup create x
        velero restore create --from-backup x
        git commit -m x
        git push
        git pull
        git pull --rebase
        git fetch --all --prune
        git checkout main
        git switch x
        git merge x
        git revert abc
        git cherry-pick abc
        git reset HEAD~1
        git stash
        git stash pop
        git tag -a v1 -m x
        git branch x
        git branch -m x
        git clone x
        git config user.name x
        git config --global user.email x
        git submodule update --init
        git apply x.patch
        git am x
        git lfs pull
        git gc
        git notes add -m x
        git rm x
        gh pr merge 1
        gh pr create
        gh run rerun 1
        gh issue close 1
        gh api x -f a=b
        gh secret set x
        glab mr merge 1
        rails db:rollback
        bundle exec rake db:migrate
        php artisan migrate
        php artisan cache:clear
        php artisan down
        python manage.py migrate
        alembic upgrade head
        flyway migrate
        npx prisma migrate deploy
        knex migrate:latest
        sequelize db:migrate
        wp cache flush
        drush cr
        sidekiqctl stop x
        celery -A app control shutdown
        airflow dags pause x
        airflow tasks clear x
        tar xzf x.tgz
        tar -xf x
        unzip x.zip
        scp a h:b
        rsync -av a b
        ssh-copy-id x
        ssh h sudo systemctl restart x
        ssh h "docker restart x"
        ssh h touch /tmp/x
        brew services restart x
        certbot renew
        acme.sh --renew -d x
        keytool -import x
        virsh start vm
        qm start 100
        lxc restart x
        vagrant reload
        ceph osd out 1
        ceph osd crush reweight x 0
        lvextend -L +5G vg/lv
        xfs_growfs /
        fsck -y /dev/sdb
        xfs_repair /dev/x
        growpart /dev/sda 1
        fallocate -l 1G x
        zpool scrub tank
        zfs snapshot x@y
        pvcreate /dev/sdb
        vgextend vg /dev/sdb
        kill -3 1
        jmap -dump:file=x 1
        sqlite3 app.db vacuum
        clickhouse-client -q 'KILL QUERY WHERE 1'
        cqlsh -e 'INSERT INTO x VALUES (1)'
        nodetool repair
        nodetool drain
        nodetool flush
        for i in 1 2 3; do kubectl rollout restart deploy/x$i; done
        find . -name '*.sh' -exec chmod +x {} +
        find /etc -exec touch {} \;
        grep -rl a . | xargs sed -i 's/a/b/'
        kubectl get deploy -o name | xargs kubectl rollout restart
        echo 'systemctl restart x' | ssh h
        awk 'BEGIN{system("systemctl restart x")}'
        ls > /etc/x
        ls | tee /etc/x
        ls 2> /var/log/x
        bash -c 'systemctl restart x'
        timeout 5 systemctl restart x
        watch kubectl delete pod x
        eval systemctl restart x
        true && systemctl restart x
        $(echo systemctl) restart x
        systemctl re\start x
        s''ystemctl restart x
        kubectl get pods -o yaml | sed s/a/b/ | kubectl apply -f -
        kubectl get pods -w & kubectl delete pod x
        cat <<EOF | kubectl apply -f -⏎a: b⏎EOF
        psql <<SQL⏎update t set a=1;⏎SQL
        mysql app <<EOF⏎insert into t values (1);⏎EOF
        ls # comment⏎⏎mv a b
        ls \⏎ ; mv a b
        kubectl scale deployment api --replicas=5
        kubectl set resources deploy x --limits=cpu=1
        kubectl annotate deploy x a=b --overwrite
        kubectl exec deploy/x -- kill -USR1 1
        chown -R app:app /srv/app
        chmod -R g+w /srv/x
        curl -fsS -X POST https://x/-/reload
        curl -XPUT localhost:9200/_cluster/settings -d '{}'
        psql -c "select pg_terminate_backend(pid) from pg_stat_activity where state='idle'"
        grep -v x /etc/hosts > /etc/hosts.new
        echo vm.swappiness=1 | sudo tee -a /etc/sysctl.conf
        docker compose -p x restart web
        ssh h 'sudo systemctl restart x'
        git branch newname
        git tag v1.2.3
        """#)
}
