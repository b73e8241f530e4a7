extension DangerSamples {
    /// What people on call use to look.
    ///
    /// One command a line; `⏎` stands for a line end.
    static let moreReading = lines(
        #"""
        kubectl get pods
        kubectl get pods -n prod -o wide
        kubectl get pods --all-namespaces --field-selector=status.phase!=Running
        kubectl get events --sort-by='.metadata.creationTimestamp' | tail -20
        kubectl get secret x -o jsonpath='{.data.password}' | base64 -d
        kubectl get pods -w
        kubectl describe node x | grep -A5 Allocated
        kubectl logs -f deploy/x -c y --since=10m
        kubectl logs -l app=x --tail=100 --all-containers
        kubectl top nodes
        kubectl rollout status deploy/x --timeout=120s
        kubectl cluster-info
        kubectl version --client
        kubectl explain pod.spec
        kubectl config current-context
        kubectl auth can-i delete pods
        kubectl wait --for=condition=ready pod -l app=x --timeout=60s
        kubectl get --raw='/readyz?verbose'
        kubectl get nodes -o custom-columns=NAME:.metadata.name
        kubectl get pod x -o go-template='{{.status.phase}}'
        kubectl get pods -n kube-system | grep -v Running
        kubectl get ingress,svc,endpoints -n x
        kubectl get deploy x -o yaml
        kubectl get pvc -A
        oc status
        helm list -A
        helm history x
        helm get manifest x
        helm diff upgrade x y
        journalctl -u nginx -n 100 --no-pager
        journalctl -u nginx --since "10 min ago" -f
        journalctl -k -b -1
        journalctl -p err -b
        sudo journalctl -u x -o json | jq .MESSAGE
        dmesg -T | tail -50
        systemctl status x
        systemctl is-active x
        systemctl is-enabled x
        systemctl list-units --type=service --state=failed
        systemctl list-timers --all
        systemctl show x -p MainPID
        systemctl show -p ActiveState --value x
        systemctl status
        service x status
        ss -tlnp
        ss -tan state established | wc -l
        ss -tnp | grep :5432
        netstat -tulpn
        lsof -i :8080
        lsof +L1
        df -h
        df -hT /
        du -sh /var/*
        du -x --max-depth=2 /
        free -m
        vmstat 1 5
        iostat -xz 1 3
        sar -u 1 3
        w
        who
        ps aux --sort=-%mem | head
        ps -eo pid,ppid,cmd,%mem,%cpu --sort=-%cpu | head
        top -bn1 | head -20
        pgrep -fl x
        pidstat 1 3
        hostname
        hostname -f
        cat /proc/meminfo
        cat /etc/os-release
        lscpu
        lsblk -f
        findmnt
        smartctl -a /dev/sda
        cat /proc/mdstat
        mdadm --detail /dev/md0
        vgs
        zpool status
        zfs list
        iotop -bon1
        curl -s http://x/health
        curl -I https://x
        curl -sI https://x
        curl -vk https://x 2>&1 | grep -i expire
        curl -sS -o /dev/null -w "%{time_total}" https://x
        curl -sL x
        curl -X GET x
        curl --request GET x
        curl -s -u user:pass localhost:9200/_cluster/health?pretty
        curl -s localhost:9200/_cat/nodes
        curl -G http://x --data-urlencode 'query=up'
        curl --get -d a=b http://x
        curl --max-time 5 --retry 3 -fsS http://x
        curl --resolve x:443:1.2.3.4 https://x
        curl -s http://x | head -5
        curl -fsS --cacert ca.pem https://x
        curl -s http://169.254.169.254/latest/meta-data/instance-id
        curl -sS --unix-socket /var/run/docker.sock http://localhost/info
        wget -q -O - http://x
        dig x
        dig @8.8.8.8 x MX +trace
        dig -x 1.2.3.4
        host x
        resolvectl query x
        resolvectl status
        traceroute x
        mtr --report x
        nc -vz -w 3 x 443
        nc -z x 22
        tcpdump -nn -i eth0 port 53 -c 10
        echo | openssl s_client -connect x:443 2>/dev/null | openssl x509 -noout -dates
        openssl x509 -in c.pem -text -noout
        openssl x509 -enddate -noout -in /etc/ssl/x.pem
        openssl rsa -noout -modulus -in k.pem | openssl md5
        openssl dgst -sha256 x
        openssl version
        openssl req -in x.csr -noout -text
        ip a
        ip -br a
        ip addr show eth0
        ip r
        ip -s link
        ip neigh
        ip -4 addr show
        ifconfig
        route -n
        arp -a
        ethtool eth0
        iptables -L -n -v
        iptables -S
        iptables -t nat -L
        sudo iptables -L
        ufw status verbose
        conntrack -L
        conntrack -L | wc -l
        sysctl net.core.somaxconn
        sysctl -n vm.swappiness
        cat /proc/sys/fs/file-nr
        ulimit -a
        timedatectl status
        chronyc sources -v
        ntpq -p
        docker ps -a --filter status=exited
        docker logs x
        docker logs x 2>&1 | grep ERROR
        docker inspect x
        docker stats --no-stream
        docker images
        docker info
        docker system df
        docker volume ls
        docker network inspect x
        docker events --since 1h --until now
        docker port x
        docker compose logs --tail=50 x
        docker-compose logs -f web
        docker compose config
        docker service ps x
        docker node ls
        docker stack ps x
        docker container ls -a
        docker context ls
        podman logs x
        crictl ps
        crictl pods
        git log --oneline -10
        git status
        git diff
        git show abc
        git branch
        git branch -a
        git branch --contains abc
        git tag
        git tag --sort=-creatordate | head
        git stash list
        git rev-parse --short HEAD
        git ls-remote origin
        git shortlog -sn
        git config --get x
        git -C /srv/app log -1
        git cat-file -p x
        git grep x
        gh pr list
        gh run list
        gh run watch 1
        gh issue list
        gh api repos/x/y
        terraform plan
        terraform show
        terraform state list
        terraform output -json
        terraform version
        terraform fmt -check
        terraform workspace list
        tofu plan
        pulumi preview
        pulumi stack ls
        cdk diff
        ansible-inventory --list
        aws s3 ls s3://b --recursive --human-readable
        aws sts get-caller-identity
        aws ec2 describe-instances --query 'Reservations[].Instances[].InstanceId' --output text
        aws ecs list-tasks --cluster c
        aws rds describe-db-instances
        aws logs filter-log-events --log-group-name x --filter-pattern ERROR
        aws cloudwatch get-metric-statistics --x
        aws elbv2 describe-target-health --target-group-arn x
        aws route53 list-resource-record-sets --hosted-zone-id x
        aws iam list-users
        aws dynamodb get-item --x
        aws secretsmanager get-secret-value --secret-id x
        aws ssm get-parameter --name x --with-decryption
        aws cloudformation describe-stacks
        aws health describe-events
        aws ce get-cost-and-usage --x
        gcloud compute instances list
        gcloud run services describe x
        gcloud logging read 'resource.type=x' --limit=50
        gcloud sql instances describe x
        gcloud sql operations list
        gcloud projects get-iam-policy x
        gcloud config get-value project
        gcloud auth list
        gcloud monitoring dashboards list
        gcloud compute operations describe x
        gcloud app logs tail
        gcloud storage ls
        gcloud builds log x
        gcloud info
        gsutil ls
        gsutil cat gs://b/x
        bq ls
        az vm list
        az vm show -g x -n y
        az aks list
        az webapp log tail -n x
        az vm get-instance-view -g x -n y
        doctl compute droplet list
        heroku logs --tail
        heroku config
        heroku releases
        fly status
        flyctl status
        psql -c 'SELECT 1'
        psql -c 'select 1'
        psql -c "SELECT * FROM pg_stat_activity WHERE state = 'active'"
        psql -c 'SHOW max_connections'
        psql -Atc 'select count(*) from pg_stat_activity'
        psql "$DATABASE_URL" -c 'select 1'
        psql -c '\l'
        psql -c '\d orders'
        psql -c '\conninfo'
        psql -c 'select * from pg_locks where not granted'
        psql -c "select datname, numbackends from pg_stat_database"
        sudo -u postgres psql -c 'select 1'
        PGPASSWORD=$P psql -h x -c 'select version()'
        psql <<< 'select 1'
        psql -c 'begin read only; select 1; commit'
        mysql -e 'SHOW PROCESSLIST'
        mysql -e 'show full processlist'
        mysql -e "SHOW STATUS LIKE 'Threads_connected'"
        mysql -h x -u y -p$P -e 'select 1'
        mysql -e 'SHOW ENGINE INNODB STATUS\G'
        mysql -e 'DESCRIBE t'
        mysqladmin status
        mysqladmin ping
        mysqladmin extended-status
        sqlite3 app.db 'select 1'
        sqlite3 app.db .schema
        pg_isready -h x -p 5432
        pg_lsclusters
        mongosh --eval 'rs.status()'
        mongosh --eval 'db.stats()'
        mongosh app --eval 'db.orders.find({a:1}).limit(5)'
        mongosh --eval 'show dbs'
        redis-cli INFO
        redis-cli -h x -p 6379 INFO memory
        redis-cli -h x -a $P ping
        redis-cli GET a
        redis-cli --scan --pattern 'a*'
        redis-cli DBSIZE
        redis-cli SLOWLOG GET 10
        redis-cli CONFIG GET maxmemory
        redis-cli LLEN q
        redis-cli --bigkeys
        redis-cli --stat
        redis-cli cluster info
        redis-cli ROLE
        redis-cli -n 1 dbsize
        redis-cli --no-auth-warning -a $P info clients
        redis-cli smembers x
        redis-cli hgetall a
        redis-cli exists a
        redis-cli xinfo stream x
        redis-cli object encoding a
        redis-cli sentinel masters
        etcdctl endpoint health --cluster
        etcdctl get / --prefix --keys-only
        consul members
        consul kv get x
        vault status
        vault kv list secret
        vault token lookup
        nomad status
        nomad node status
        nomad alloc status x
        patronictl list
        rabbitmqctl list_queues
        rabbitmqctl status
        rabbitmqctl list_connections
        rabbitmqadmin list queues
        rabbitmq-diagnostics status
        kafka-topics.sh --bootstrap-server b --list
        kafka-consumer-groups.sh --bootstrap-server b --describe --group g
        kcat -L -b x
        celery -A app status
        nodetool info
        nodetool tpstats
        nginx -t
        nginx -v
        apachectl -S
        haproxy -c -f x
        php -v
        php --version
        node -v
        python3 -V
        java --version
        ruby -v
        jstack 1
        jcmd 1 VM.flags
        jmap -histo 1
        cat x
        cat x y | grep z
        tail -n 100 x
        head x
        grep -r ERROR /var/log/app
        grep -c ERROR x
        zgrep x y.gz
        rg x
        awk '{print $1}' x
        awk '$9 >= 500' access.log
        awk '/x/,/y/' z
        awk -F'|' '{print $2}' x
        awk 'NR==1 || $5+0 > 80' x
        sed -n '/start/,/end/p' x
        sed -e 's/a/b/' -e 's/c/d/' x
        sed -E 's/.*=(.*)/\1/' x
        cut -d' ' -f1 access.log | sort | uniq -c | sort -rn | head
        sort -t, -k1 x
        tr -d '\n' < x
        wc -l x
        jq -r '.a[] | select(.b == "c") | .d' x
        yq e '.a' x.yml
        diff a b
        diff -u <(sort a) <(sort b)
        md5sum x
        file x
        stat -c '%U:%G %a' x
        ls -la
        find / -size +100M
        find . -name x -exec grep y {} +
        find . -name x -exec ls -la {} \;
        find /x -printf '%s %p\n' | sort -n
        find . -print0 | xargs -0 ls -la
        which x
        type x
        whoami
        groups
        env
        env | sort
        echo $PATH
        echo 'drop table x'
        printf '%s\n' a
        date -u +%FT%TZ
        date -d @1234567
        sleep 5
        true
        [ -f x ] && echo y
        x=$(kubectl get pods); echo "$x"
        for i in {1..5}; do curl -fsS http://x; sleep 1; done
        while true; do date; sleep 1; done
        until pg_isready; do sleep 1; done
        for h in a b; do ping -c1 $h; done
        watch kubectl get pods
        timeout 10 curl http://x
        cat x | while read l; do echo $l; done
        set -euo pipefail⏎kubectl get pods
        export A=b⏎echo $A
        pushd x; popd
        ls > /dev/null
        kubectl get pods -o json | python3 -m json.tool
        curl -s http://x | python3 -m json.tool
        base64 -d x
        history | grep x
        crontab -l
        atq
        dpkg -s x
        rpm -qa
        rpm -qi x
        apt-cache policy x
        yum list installed
        snap list
        brew list
        pip list
        npm ls
        npm list -g
        supervisorctl status
        pm2 logs --lines 50
        monit summary
        sv status x
        virsh dominfo x
        lxc list
        ceph osd tree
        ceph df
        rados df
        gluster volume status
        gluster peer status
        argocd app list
        flux get all
        istioctl proxy-status
        istioctl analyze
        linkerd viz stat deploy
        velero backup describe x
        kubectl kustomize .
        kubeadm version
        kubectl get pods | grep -c Running
        k get pods
        stern x
        amtool alert query
        restic snapshots
        pgbackrest info
        wal-g backup-list
        sh -c "df -h | grep /data"
        strings x
        lspci
        locale
        tree -L 2
        basename x
        readlink -f x
        od -c x
        tput cols
        sha1sum x
        comm -12 a b
        tac x
        seq 1 5
        lastlog
        man ls
        apropos x
        ipcs
        lslocks
        loginctl list-sessions
        dmidecode -t memory
        sensors
        ipmitool sel list
        nvidia-smi
        getenforce
        fail2ban-client status
        postqueue -p
        exim -bp
        awk '$9 ~ /^5/ {print $7}' access.log | sort | uniq -c | sort -rn | head
        git -C /srv/app status
        curl -fsS "http://prom/api/v1/query?query=up"
        mysql -h db -e "show full processlist"
        redis-cli -h cache --bigkeys
        bash -c 'df -h | grep data'
        find /var/log -name '*.log' -exec ls -lh {} +
        kubectl get pods -o jsonpath='{range .items[*]}{.metadata.name}{"\n"}{end}'
        git remote show origin
        git tag -l 'v1*'
        docker config ls
        aws --region eu-west-1 ecs describe-services --cluster c --services s
        """#)
}
