extension CorpusText {
    /// What keeps state: databases, caches, queues, stores.
    static let data = #"""
        # postgres postgres
        L checkpoint starting: time
        L checkpoint complete: wrote «int» buffers («dec»%); 0 WAL file(s) added, «int 0 9» removed, «int 0 9» recycled; write=«dec» s, sync=«dec» s, total=«dec» s; sync files=«int», longest=«dec» s, average=«dec» s; distance=«int» kB, estimate=«int» kB
        L duration: «dec» ms  statement: SELECT * FROM «table» WHERE id = «int»
        E duplicate key value violates unique constraint "«table»_pkey"
        E relation "«table»" does not exist at character «int 8 200»
        F password authentication failed for user "«user»"
        L automatic vacuum of table "«db».public.«table»": index scans: «int 0 3»
        L process «pid» still waiting for ShareLock on transaction «int» after «dec» ms
        L could not receive data from client: Connection reset by peer
        L connection authorized: user=«user» database=«db» application_name=«client»

        # redis redis
        N Background saving started by pid «pid»
        N DB saved on disk
        N «int» changes in «int» seconds. Saving...
        N Background saving terminated with success
        N RDB: «int» MB of memory used by copy-on-write
        W WARNING overcommit_memory is set to 0! Background save may fail under low memory condition.
        N Replica «ip»:«port» asks for synchronization
        N Partial resynchronization request from «ip»:«port» accepted. Sending «int» bytes of backlog starting from offset «int».
        N Connection with replica «ip»:«port» lost.
        W Client id=«int» addr=«ip»:«port» fd=«int 8 900» name=«maybe» age=«int» idle=«int» flags=N db=0 omem=«bytes» scheduled to be closed ASAP for overcoming of output buffer limits.

        # mysql mysql
        N Aborted connection «int» to db: '«db»' user: '«user»' host: '«host»' (Got timeout reading communication packets).
        N Access denied for user '«user»'@'«ip»' (using password: «pick YES|NO»)
        N InnoDB: page_cleaner: 1000ms intended loop took «int»ms. The settings might not be optimal. (flushed=«int» and evicted=«int», during the time.)
        W Slave SQL for channel '': Worker «int 1 16» failed executing transaction '«uuid»:«int»' at source log «file», end_log_pos «int»
        N Start binlog_dump to source_thread_id(«int») replica_server(«int»), pos(«file», «int»)
        E Incorrect definition of table mysql.«table»: expected column '«field»' at position «int 1 40»
        N Server hostname (bind-address): '«ip»'; port: «port»
        N Shutting down plugin '«word»'
        W IP address '«ip»' could not be resolved: Name or service not known
        N InnoDB: Buffer pool(s) load completed at «shortdate» «clock»

        # kafka kafka
        I [Partition «topic»-«int 0 48» broker=«int 1 5»] Shrinking ISR from «ids» to «ids». Leader: (highWatermark: «int», endOffset: «int»). (kafka.cluster.Partition)
        I [Partition «topic»-«int 0 48» broker=«int 1 5»] Expanding ISR from «ids» to «ids» (kafka.cluster.Partition)
        I [GroupCoordinator «int 1 5»]: Preparing to rebalance group «client» in state PreparingRebalance with old generation «int» (__consumer_offsets-«int 0 49») (reason: removing member consumer-«int 1 9»-«uuid» on heartbeat expiration) (kafka.coordinator.group.GroupCoordinator)
        I [GroupCoordinator «int 1 5»]: Stabilized group «client» generation «int» (__consumer_offsets-«int 0 49») with «int 1 30» members (kafka.coordinator.group.GroupCoordinator)
        I [UnifiedLog partition=«topic»-«int 0 48», dir=/var/lib/kafka] Rolled new log segment at offset «int» in «int 0 90» ms. (kafka.log.UnifiedLog)
        I Deleted log /var/lib/kafka/«topic»-«int 0 48»/0000000000«int».log.deleted. (kafka.log.LogSegment)
        W [ReplicaFetcher replicaId=«int 1 5», leaderId=«int 1 5», fetcherId=0] Connection to node «int 1 5» («host»/«ip»:«port») could not be established. Broker may not be available. (org.apache.kafka.clients.NetworkClient)
        E [KafkaApi-«int 1 5»] Error when handling request: clientId=«client», correlationId=«int», api=«pick FETCH|PRODUCE|METADATA|HEARTBEAT» @java java.io.IOException: No space left on device
        I [Controller id=«int 1 5»] Processing automatic preferred replica leader election (kafka.controller.KafkaController)
        I Creating topic «topic» with configuration {retention.ms=«int»} and initial partition assignment HashMap(0 -> ArrayBuffer(«int 1 5»)) (kafka.zk.AdminZkClient)

        # rabbitmq rabbit
        I accepting AMQP connection <«erl»> («ip»:«port» -> «ip»:5672)
        I connection <«erl»> («ip»:«port» -> «ip»:5672): user '«user»' authenticated and granted access to vhost '«vhost»'
        W closing AMQP connection <«erl»> («ip»:«port» -> «ip»:5672, vhost: '«vhost»', user: '«user»'): client unexpectedly closed TCP connection
        E Channel error on connection <«erl»> («ip»:«port» -> «ip»:5672, vhost: '«vhost»', user: '«user»'), channel «int 1 30»: operation basic.publish caused a channel exception not_found: no exchange '«queue»' in vhost '«vhost»'
        I Mirrored queue '«queue»' in vhost '«vhost»': Promoting mirror <rabbit@«host».«erl»> to leader
        W memory resource limit alarm set on node rabbit@«host».
        W memory resource limit alarm cleared on node rabbit@«host»
        I Free disk space is sufficient. Free bytes: «bytes». Limit: «bytes»
        W missed heartbeats from client, timeout: «int 30 90»s
        I Starting rabbit_node_monitor, «int 1 9» of «int 1 9» nodes are up

        # elastic ecs
        I [«index»] creating index, cause [api], templates [«word»], shards [«int 1 9»]/[«int 0 2»]
        I Cluster health status changed from [«pick GREEN|YELLOW|RED»] to [«pick GREEN|YELLOW|RED»] (reason: [shards started [[«index»][«int 0 9»]]]).
        W [gc][«int»] overhead, spent [«ms»] collecting in the last [«ms»]
        W high disk watermark [90%] exceeded on [«base64»][«host»][/data/nodes/0] free: «size»[«dec»%], shards will be relocated away from this node
        I low disk watermark [85%] no longer exceeded on [«host»]
        W [«index»][«int 0 9»] slow query: took[«ms»], took_millis[«int»], total_hits[«int» hits], search_type[QUERY_THEN_FETCH], source[{"query":{"match":{"«field»":"«text»"}}}]
        E [«index»][«int 0 9»] failed shard on node [«base64»]: shard failure, reason [lucene commit failed]
        I added {{«host»}{«base64»}{«ip»}{«ip»:9300}}, term: «int», version: «int», reason: Publication
        I snapshot [«word»:«date»] started
        I snapshot [«word»:«date»] completed with state [SUCCESS]

        # objectstore logfmt
        I msg="object stored" bucket=«bucket» key=«path» size=«bytes» etag=«hex 32» took=«dur»
        I msg="object deleted" bucket=«bucket» key=«path» by=«user»
        W msg="replica is missing" bucket=«bucket» key=«path» have=«int 1 2» want=3
        E msg="checksum mismatch" disk=«disk» offset=«int» want=«hex 8» got=«hex 8»
        I msg="disk joined" disk=«disk» host=«host» capacity=«size»
        E msg="disk failed" disk=«disk» host=«host» errno=«int 1 40» reason="input/output error"
        I msg="rebalance progress" percent=«dec» moved=«size» eta=«dur»
        W msg="multipart upload abandoned" upload=«uuid» age=«dur» parts=«int 1 900»
        D msg="lifecycle rule matched" rule=«word» objects=«int»
        I msg="access granted" user=«user» action=«pick s3:GetObject|s3:PutObject|s3:ListBucket» source=«ip6»
        """#
}
