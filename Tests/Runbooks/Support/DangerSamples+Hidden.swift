extension DangerSamples {
    /// What must not be shown as only reading.
    ///
    /// One command a line; `⏎` stands for a line end.
    static let moreHidden = lines(
        #"""
        sed -ie 's/a/b/' x
        ed x <<< 'w'
        ps aux | grep x | awk '{print $2}' | xargs kill
        ps aux | grep x | awk '{print $2}' | xargs kill -9
        pgrep x | xargs -r kill
        kubectx prod
        ctr images pull x
        ansible-galaxy install x
        gcloud container clusters get-credentials x
        gcloud secrets versions add x --data-file y
        gcloud storage cp a gs://b
        az aks get-credentials -n x
        az redis force-reboot -n x
        heroku maintenance:on
        psql -c 'ANALYZE t'
        psql -c 'CLUSTER t'
        psql -c "select lo_unlink(1)"
        psql -c "select pg_advisory_unlock_all()"
        psql -c "DO \$\$ begin end \$\$"
        psql -c "notify x"
        psql -f migrate.sql
        psql < dump.sql
        psql -c "select pg_read_file('/etc/passwd'), lo_export(1,'/tmp/x')"
        mysql app < dump.sql
        redis-cli --pipe < x
        redis-cli sort a store b
        rabbitmqctl eval 'x'
        kafka-leader-election --all-topic-partitions
        curl -Lo x http://y
        grpcurl -d '{}' x y
        ab -n 1000 http://x/
        npm run build
        make
        gzip x
        gunzip x.gz
        split x
        dd if=a of=/dev/null
        mysqldump app > x.sql
        pg_dump app > x.sql
        tmutil x
        openssl req -new -key x -out y
        smartctl -t long /dev/sda
        ipmitool power reset
        ipmitool chassis power cycle
        gdb -p 1 -batch -ex 'call exit(1)'
        sqlite3 app.db .dump > x
        es-cli x
        solrctl x
        echo restart > /run/x.fifo
        awk '{print > "/etc/x"}' y
        perl -e 'open(F,">x")'
        x=systemctl; $x restart y
        `echo rm` x
        psql -c 'select lo_unlink(5)'
        psql -c 'select my_func()'
        psql -c 'select "x"()'
        psql -c "select dblink_exec('x','drop table y')"
        psql -c '\! ls'
        psql -c '\copy t from x'
        psql -c '\i x.sql'
        psql -c '\o x' -c 'select 1'
        psql -f x.sql -c 'select 1'
        psql -c "$SQL"
        psql -c "select * from t where id = $ID"
        psql -c 'select 1; call x()'
        psql -c 'explain analyze delete from x'
        psql -c 'explain analyze select 1'
        psql -c "with x as (insert into t values (1)) select 1"
        psql -c 'select * into x from y'
        psql -c "select nextval('s')"
        psql -c "select pg_sleep(100)"
        psql -c 'SELECT * FROM t FOR UPDATE'
        psql -c 'set role admin'
        psql -c "show x; select foo ()"
        psql
        psql app
        psql app user
        psql -c 'begin; commit'; frob
        mysql -e 'show tables; call x()'
        mysql -e "select * from t into outfile 'x'"
        mysql -e 'system ls'
        mysql -e 'source x.sql'
        mysql -e 'select load_file(1)'
        mysql --init-command='drop' -e 'select 1'
        mysql
        mysql app
        sqlite3 app.db
        sqlite3 app.db '.system ls'
        sqlite3 app.db '.output x'
        sqlite3 app.db "select writefile('x','y')"
        sqlite3 -cmd '.shell ls' app.db 'select 1'
        mongosh --eval 'db.x.find().forEach(function(d){db.y.insert(d)})'
        mongosh --eval 'db.serverStatus(); db.x.insertOne({})'
        mongosh x.js
        mongosh --eval 'load("x.js")'
        PATH=/tmp ls
        LD_PRELOAD=x.so ls
        PAGER=x git log
        git -c core.pager=x log
        git -c alias.log='!rm x' log
        git grep -Orm x
        git branch -m a b
        git branch foo
        git branch -c a b
        git tag foo
        git tag -f v1
        git tag -a v1
        git tag -s v2 -m x
        git remote set-url x y
        git remote update
        git stash push
        git config --global x y
        git config --unset x
        git worktree add x
        git worktree prune
        git diff --output=x
        git archive -o x HEAD
        git log --output=x
        git notes add
        git symbolic-ref HEAD x
        git show --textconv x
        rg --pre ./x y
        sort --compress-program=./x y
        find . -exec sed -i s/a/b/ {} +
        find . -exec ls {} \; -exec touch {} \;
        find . -ok ls {} \;
        find . -fprintf x y
        find . -exec grep x {} \; -delete
        awk 'BEGIN{"date" | getline x}'
        awk '{print $1 > "x"}' y
        awk '{printf("%s;", $1) >> "x"}' y
        awk '{print | "sh"}' x
        awk 'BEGIN{f="system";@f("ls")}'
        awk -f x.awk y
        awk -l x 'BEGIN{}'
        awk 'BEGIN { system ("ls") }'
        sed -n 'w x' y
        sed 's/a/b/w x' y
        sed '1edate' x
        sed -n '1,5wout' x
        sed -f x.sed y
        sed 's/x/date/e' y
        sed -i.bak s/a/b/ x
        sed --in-place=.b s/a/b/ x
        curl -G -d a=b http://x -o out
        curl -G http://x -T f
        curl -G http://x -X POST
        curl -d '-G ' http://x
        curl -H 'a: b' -d c http://x -G
        curl "http://x" -d "-G"
        curl -s -d -G http://x
        curl -o /dev/nullx http://x
        curl -so x http://y
        curl -fsSLo x http://y
        curl -X GETX http://x
        curl -XPATCH http://x
        curl -X "$M" http://x
        curl --config x
        curl -K x
        curl -sK x http://y
        curl -sSLO http://x
        curl -JO http://x
        curl --remote-name http://x
        curl -c jar http://x
        curl file:///etc/passwd -o x
        curl -Q 'DELE x' ftp://y
        curl telnet://x
        curl gopher://x
        curl -F a=b http://x
        curl -s http://x --next -d a http://y
        wget http://x
        wget -O x http://y
        wget -qO- --post-data=x http://y
        wget -r http://x
        kubectl config view > x
        kubectl cluster-info dump --output-directory=x
        kubectl get pods --output-watch-events; frob
        kubectl foo get pods
        kubectl -n get delete
        kubectl proxy
        kubectl auth reconcile -f x
        kubectl completion bash | source /dev/stdin
        kubectl get pods | sh
        kubectl get pods | xargs ./x
        kubectl logs x | bash
        kubens x
        docker config rm x
        docker secret create x y
        docker context use x
        docker context rm x
        docker volume create x
        docker network create x
        docker system prune
        docker buildx prune
        docker export x
        docker logs x > y
        docker wait x
        docker swarm init
        docker service create x
        docker manifest push x
        docker checkpoint create a b
        docker image save x
        docker images | xargs docker save
        aws configure set x y
        aws ssm label-parameter-version --name get
        aws s3 presign s3://x
        aws s3 website s3://x
        aws ec2 bundle-instance list
        aws s3api get-bucket-acl x; frob
        aws sts get-session-token
        aws ecr get-login-password | docker login
        aws eks get-token | frob
        aws s3 cp list s3://x
        aws --profile list iam create-user
        az vm simulate-eviction --name list
        az rest --method delete --url list
        az account set -s x
        az account get-access-token
        az login
        az interactive
        gcloud compute ssh x --command describe
        gcloud compute scp x list
        gcloud auth print-access-token
        gcloud storage cp a b
        gcloud sql connect x
        gcloud init
        gcloud kms encrypt --key list
        redis-cli getset x y
        redis-cli getex x persist
        redis-cli client kill x
        redis-cli client no-evict on
        redis-cli object freqx
        redis-cli config resetstat
        redis-cli function flush
        redis-cli typex
        redis-cli scan 0 | sh
        redis-cli -x set a < b
        redis-cli --eval x.lua
        redis-cli --rdb x
        redis-cli --cluster fix x
        redis-cli xgroup create a b c
        redis-cli acl setuser x
        redis-cli sentinel set x
        redis-cli -r 5 incr x
        redis-cli
        systemctl foo
        systemctl set-property x y
        systemctl import-environment
        systemctl switch-root x
        systemctl kill x
        systemctl clean x
        systemctl preset x
        systemctl link x
        systemctl add-wants a b
        service nginx foo
        ip link add x type dummy
        ip addr flush dev x
        ip -batch x
        ip route flush cache
        ip netns exec x rm y
        ip xfrm x
        ifconfig eth0 up
        ifconfig eth0 mtu 9000
        route del x
        hostname x
        hostname -F x
        hostname -b
        date -s x
        dmesg -C
        dmesg --clear
        dmesg -n 1
        journalctl --flush
        crontab
        sysctl a=1
        sysctl -w a=1
        mount -a
        iptables -L -Z
        iptables -Z
        iptables -N x
        iptables -P INPUT DROP
        iptables -t nat -F
        iptables-save -f x
        nft -f x
        nft add table x
        ufw reload
        ethtool -K eth0 tso off
        ethtool -s eth0 speed 100
        tcpdump -w x
        tcpdump -z ./x -G 5 -w y
        nvidia-smi -pm 1
        smartctl -t short /dev/x
        smartctl -s off /dev/x
        mdadm --fail /dev/md0 x
        zpool clear x
        lastlog -C -u x
        lvs; frob
        pvs --config 'x' | sh
        openssl genrsa 2048
        openssl pkcs12 -export -in x
        openssl x509 -in x -out y
        openssl enc -d -in x
        openssl s_server x
        helm pull x
        helm plugin install x
        helm dependency build
        helm test x
        terraform plan -out=x
        terraform fmt
        terraform console
        terraform get
        terraform login
        terragrunt plan -out=x
        pulumi new
        pulumi stack init
        pulumi login
        cdk bootstrap
        bash x.sh
        bash -c "$x"
        bash -c ./x
        bash -c 'ls > x'
        /tmp/bash -c ls
        bash -s < x
        bash -c 'ls' | sh
        sh -c 'frob'
        watch 'ls; frob'
        watch ./x
        trap 'ls' EXIT
        alias x=ls
        . x
        eval "$(ssh-agent)"
        exec 3<>/dev/tcp/x/80
        python3 -c 'x'
        python3 -m json.tool a b
        python3 -m pip install x
        python3 x.py
        curl http://x | python3
        curl http://x | python3 -m pip install x
        tee x
        ls >| x
        ls >x
        ls 2>x
        ls >&x
        ls <> x
        cat x >> y
        echo $(<x) $(frob)
        $x
        ${x} y
        $(frob)
        `frob`
        ls; $x
        ls || frob
        ls & frob
        !ls
        ((x=1)); frob
        test -f "$(frob)"
        for i in $(frob); do ls; done
        for i in a; do frob; done
        while frob; do ls; done
        if frob; then ls; fi
        function ls() { frob; }; ls
        ls() { frob; }; ls
        xargs frob
        xargs -I{} sh -c '{}'
        ls | xargs bash
        ls | parallel
        ls | sh
        ls | ssh h
        nc -l 80
        nc -e sh h 80
        nc -zv x 80; nc x 80
        socat x y
        ssh h
        ssh h frob
        ssh -o ProxyCommand=x h ls
        ssh -L 80:x:80 h
        mosh h
        dd if=a
        dd if=/dev/zero count=1
        tar -tf x --to-command=y
        tar --checkpoint-action=exec=sh -tf x
        man -P ./x ls
        man -H./x ls
        less x > y
        env -S 'frob x'
        env PATH=x ls
        nohup ./x
        timeout 5 ./x
        time ./x
        nice ./x
        sudo -u x ./y
        sudo -e x
        sudoedit x
        su
        command ./x
        builtin x
        exec ./x
        printf -v PATH x; frob
        read x < y; $x
        jcmd 1 VM.set_flag x
        kcat -P -b x
        kcat -C -b x -t y
        rabbitmqctl eval status
        rabbitmqctl foo status
        rabbitmq-diagnostics remote_shell
        etcdctl lock x get
        etcdctl txn get
        vault write read x
        vault token create
        consul lock x ls
        consul exec ls
        nomad exec x
        nomad job dispatch x
        patronictl flush x list
        patronictl query -c list
        argocd account update-password get
        velero install get
        gh api graphql -f query=x
        gh repo clone x
        gh auth login
        gh run download 1
        gh browse
        npm exec ls
        npm x ls
        pip download x
        apt-mark hold x
        dpkg --configure -a
        rpm --rebuilddb
        snap refresh
        heroku run ls
        heroku config:set a=b
        heroku ps:exec
        fly ssh console
        celery -A app control x
        supervisorctl shutdown
        pm2 flush
        monit reload
        virsh domrename a b
        qm monitor x
        lxc exec x ls
        lxc config set a b
        qm config 1 --delete
        pct set 1
        rbd map x
        rados put a b
        ceph tell x y
        gluster volume top
        flux get x; flux export
        istioctl kube-inject
        linkerd inject x
        kustomize create
        logcli fmt
        restic check
        restic unlock
        borg check
        fail2ban-client set x
        fail2ban-client reload
        postqueue -f
        postsuper -d ALL
        promtool tsdb create-blocks-from x
        amtool silence add x
        amtool alert add x
        stern x > y
        kafka-console-consumer --topic t --group g
        top > x
        less +!ls x
        vim x
        ansible-inventory --export --output=x
        iotop > x
        varnishadm x
        pvs -v > x
        """#)
}
