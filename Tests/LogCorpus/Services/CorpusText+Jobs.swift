extension CorpusText {
    /// What works in the background: queues, batches, models, backups, devices.
    static let jobs = #"""
        # celery celery
        I Task shop.tasks.«func»[«uuid»] received
        I Task shop.tasks.«func»[«uuid»] succeeded in «dec»s: None
        W Task shop.tasks.«func»[«uuid»] retry: Retry in «int 1 300»s
        E Task shop.tasks.«func»[«uuid»] raised unexpected: ConnectionResetError(104, 'Connection reset by peer') @python ConnectionResetError: [Errno 104] Connection reset by peer
        I mingle: searching for neighbors
        I mingle: sync with «int 1 9» nodes
        I missed heartbeat from celery@«host»
        I Connected to amqp://«user»:**@«host»:5672/«vhost»
        E consumer: Cannot connect to amqp://«user»:**@«host»:5672/«vhost»: timed out.
        I Scheduler: Sending due task «job» (shop.tasks.«func»)

        # spark spark
        I TaskSetManager: Starting task «dec» in stage «dec» (TID «int») («ip», executor «int 1 40», partition «int», PROCESS_LOCAL, «int» bytes)
        I TaskSetManager: Finished task «dec» in stage «dec» (TID «int») in «int» ms on «ip» (executor «int 1 40») («int»/«int»)
        W TaskSetManager: Lost task «dec» in stage «dec» (TID «int») («ip» executor «int 1 40»): ExecutorLostFailure (executor «int 1 40» exited caused by one of the running tasks) Reason: Container killed by YARN for exceeding physical memory limits.
        I MemoryStore: Block broadcast_«int» stored as values in memory (estimated size «size», free «size»)
        I BlockManagerInfo: Removed broadcast_«int»_piece0 on «host»:«port» in memory (size: «size», free: «size»)
        I DAGScheduler: Job «int» finished: collect at «class».scala:«int 10 400», took «dec» s
        I ContextCleaner: Cleaned accumulator «int»
        E Executor: Exception in task «dec» in stage «dec» (TID «int») @java java.lang.OutOfMemoryError: Java heap space
        I CodeGenerator: Code generated in «dec» ms
        I FileScanRDD: Reading File path: s3a://«bucket»«path», range: 0-«int», partition values: [«date»]

        # recommender pylevel
        I epoch «int 1 90»/90 loss=«dec» val_loss=«dec» lr=«sci»
        I loaded embeddings from «path» (shape=(«int», «int»), dtype=float32)
        W user «person» has fewer than 5 interactions, falling back to popular items
        I Größe des Modells «file»: «size»
        I 推荐列表已更新: 用户 «int», 商品 «ints»
        E CUDA out of memory. Tried to allocate «size». GPU 0 has a total capacity of «size» of which «size» is free.
        W feature '«field»' has «dec»% missing values
        I candidates for «city»: [«ints»]
        E inference failed for batch «int» @python RuntimeError: expected scalar type Float but found Half
        I A/B test «word»: variant «pick A|B|control» got «int» conversions (Δ = «neg»%)

        # backup bare
        Backup of «host» started at «iso»
        sending incremental file list
        «file»: «size» in «dur»
        rsync: [sender] link_stat "«path»" failed: No such file or directory (2)
        sent «int» bytes  received «int» bytes  «dec» bytes/sec
        total size is «int»  speedup is «dec»
        WARNING: snapshot «word» is older than «int 2 30» days
        ERROR: volume «disk» is read-only
        Verified «int» files, «int 0 9» differences
        Backup of «host» finished with status 0

        # workflow cri
        I dag «job» scheduled for «iso» (run «int»)
        I task «job».«func» on «host» queued in pool «queue»
        W task «job».«func» has been running for «dur», expected «dur»
        E task «job».«func» failed with exit code «int 1 255»
        I task «job».«func» marked as success
        I sensor poked: file «path» exists: «bool»
        I sla missed for «job», notifying «email»
        I variables loaded: env=«pick prod|staging|dev» retries=«int 0 9» owner=«user» tags=[«names»]
        I heartbeat
        W zombie task detected: «job».«func» (last heartbeat «iso»)

        # telemetry json
        I device «hex 12» reported temperature «neg» °C, humidity «int 10 99» %
        I device «hex 12» went offline, last seen «dur» ago
        I device «hex 12» is back online after «dur»
        W battery of «mac» at «int 1 19»%
        I firmware «version» rolled out to «int» devices in «city»
        E firmware update of «mac» failed: signature mismatch
        W position of vehicle «plate» jumped by «dec» km (lat=«neg», lon=«neg»)
        I geofence "«city»" entered by vehicle «plate»
        D mqtt: PUBLISH q«int 0 2» topic=sensors/«hex 12»/state payload={"t":«neg»,"h":«int 10 99»,"ok":«bool»}
        I gateway «host» forwarded «int» messages ({"dropped":«int 0 9»,"late":«int 0 90»})

        # geocoder jul
        I Resolved address "«text»" to («neg», «neg») with confidence «dec»
        W No result for address "«text»"
        I Loaded «int» place names for country «country» from «file»
        I Cache warmed: «int» entries, «size», «dur»
        E Index segment «file» is corrupt @java org.apache.lucene.index.CorruptIndexException: checksum failed (hardware problem?) : expected=«hex 8» actual=«hex 8»
        I Switched to index generation «int» (previous «int»)
        W Request from «ip6» took «dec» ms
        I Autocomplete for prefix '«word»' returned «int 0 20» suggestions
        I Client «client» is using deprecated API version «version»
        D Tile «int 1 20»/«int»/«int» rendered in «ms»
        """#
}
