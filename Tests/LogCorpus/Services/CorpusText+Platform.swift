extension CorpusText {
    /// What runs the rest: the cluster, the machines, the network, the pipelines.
    static let platform = #"""
        # kubelet klog
        I "SyncLoop ADD" source="api" pods=["«ns»/«pod»"]
        I "SyncLoop DELETE" source="api" pods=["«ns»/«pod»"]
        I "SyncLoop (PLEG): event for pod" pod="«ns»/«pod»" event={"ID":"«uuid»","Type":"ContainerStarted","Data":"«hex 64»"}
        E "Error syncing pod, skipping" err="failed to \"StartContainer\" for \"«container»\" with CrashLoopBackOff: \"back-off 5m0s restarting failed container=«container» pod=«pod»_«ns»(«uuid»)\"" pod="«ns»/«pod»" podUID="«uuid»"
        E "Error syncing pod, skipping" err="failed to \"StartContainer\" for \"«container»\" with ImagePullBackOff: \"Back-off pulling image \\\"«image»\\\"\"" pod="«ns»/«pod»" podUID="«uuid»"
        W "Probe failed" probeType="Readiness" pod="«ns»/«pod»" podUID="«uuid»" containerName="«container»" probeResult="failure" output="HTTP probe failed with statuscode: «int 500 504»"
        I "MountVolume.SetUp succeeded for volume \"«word»\"" pod="«ns»/«pod»"
        I "Image garbage collection: removing image" imageID="sha256:«hex 64»" size=«bytes»
        W Node «host» has low disk: «int 1 9»% of «size» free on /var/lib/kubelet
        E "Failed to get status for pod" err="Get \"https://«ip»:6443/api/v1/namespaces/«ns»/pods/«pod»\": dial tcp «ip»:6443: connect: connection refused"

        # kube-scheduler klog
        I "Successfully bound pod to node" pod="«ns»/«pod»" node="«host»" evaluatedNodes=«int 1 90» feasibleNodes=«int 1 90»
        I "Unable to schedule pod; no fit; waiting" pod="«ns»/«pod»" err="0/«int 3 90» nodes are available: «int 1 90» Insufficient cpu."
        I "Unable to schedule pod; no fit; waiting" pod="«ns»/«pod»" err="0/«int 3 90» nodes are available: «int 1 90» node(s) had untolerated taint."
        I Starting to preempt «int 1 5» pods on node «host» for «ns»/«pod»
        I attempting to acquire leader lease kube-system/kube-scheduler...
        I successfully acquired lease kube-system/kube-scheduler
        E error retrieving resource lock kube-system/kube-scheduler: Get "https://«ip»:6443/apis/coordination.k8s.io/v1/leases?timeout=«int 5 30»s": context deadline exceeded
        W Binding rejected: pod «ns»/«pod» was already assigned to node «host»
        I Trace[«int»]: "Scheduling" namespace:«ns»,name:«pod» («iso») (total time: «int»ms)
        I Caches are synced for «class»

        # containerd logfmt
        I msg="StartContainer for \"«hex 64»\" returns successfully"
        I msg="StopContainer for \"«hex 64»\" with timeout «int 1 60» (s)"
        I msg="PullImage \"«image»\""
        I msg="PullImage \"«image»\" returns image reference \"sha256:«hex 64»\""
        E msg="PullImage \"«image»\" failed" error="failed to resolve reference: unexpected status from HEAD request: 429 Too Many Requests"
        I msg="shim disconnected" id=«hex 64» namespace=k8s.io
        W msg="cleaning up after shim disconnected" id=«hex 64» namespace=k8s.io
        I msg="TaskExit event in podsandbox handler container_id:\"«hex 64»\" id:\"«hex 64»\" pid:«pid» exit_status:«int 1 255» exited_at:{seconds:«epoch» nanos:«int»}"
        I msg="No cni config template is specified, wait for other system components to drop the config."
        E msg="failed to reload cni configuration after receiving fs change event(WRITE \"«path»\")" error="cni config load failed: no network config found in /etc/cni/net.d"

        # coredns coredns
        I plugin/reload: Running configuration SHA512 = «hex 64»
        I «ip»:«port» - «int» "«pick A|AAAA|PTR|SRV» IN «fqdn». udp «int 40 90» false 512" «pick NOERROR|NXDOMAIN|SERVFAIL» «pick qr,rd,ra|qr,aa,rd|qr,rd» «int 40 400» «dec»s
        I plugin/cache: prefetched «fqdn». with ttl «int 5 300»
        E plugin/errors: 2 «fqdn». A: read udp «ip»:«port»->«ip»:53: i/o timeout
        W plugin/health: Local health request to "http://:8080/health" took more than 1s: «dur»
        I plugin/kubernetes: Watching Endpoint «ns»/«container»
        W No files matching import glob pattern: «path»/*.server
        E plugin/forward: no healthy upstream for «fqdn».
        I CoreDNS-«version»
        W zone «fqdn». serial moved backwards: «int» after «int»

        # systemd bsd
        I Starting «unit»...
        I Started «unit».
        I Stopped «unit».
        I «unit»: Main process exited, code=exited, status=«int 1 255»/FAILURE
        I «unit»: Failed with result 'exit-code'.
        I «unit»: Scheduled restart job, restart counter is at «int 1 40».
        I «unit»: Consumed «dec»s CPU time.
        I Created slice User Slice of UID «int».
        I session-«int».scope: Deactivated successfully.
        W /etc/systemd/system/«unit»:«int 1 60»: Unknown key name '«class»' in section 'Service', ignoring.

        # kernel kernel
        W Out of memory: Killed process «pid» («proc») total-vm:«int»kB, anon-rss:«int»kB, file-rss:«int»kB, shmem-rss:0kB, UID:«int» pgtables:«int»kB oom_score_adj:«neg»
        I eth«int 0 3»: Link is Up - 10Gbps/Full - flow control rx/tx
        I eth«int 0 3»: Link is Down
        E blk_update_request: I/O error, dev «disk», sector «int» op 0x0:(READ) flags 0x«hex 4» phys_seg 1 prio class 0
        I TCP: request_sock_TCP: Possible SYN flooding on port «port». Sending cookies.  Check SNMP counters.
        I audit: type=1400 audit(«epoch».«int 100 999»:«int»): apparmor="DENIED" operation="«pick open|exec|mknod»" profile="«path»" name="«path»" pid=«pid» comm="«proc»"
        W «proc»[«pid»]: segfault at «hex 8» ip 0000«hex 12» sp 0000«hex 12» error «int 4 7» in libc.so.6[7f«hex 10»+1b0000]
        I IPv4: martian source «ip» from «ip», on dev eth«int 0 3»
        W nf_conntrack: nf_conntrack: table full, dropping packet
        E EXT4-fs error (device «disk»): ext4_lookup:«int»: inode #«int»: comm «proc»: deleted inode referenced: «int»

        # ingress klog
        I "successfully synced configuration" ingress="«ns»/«container»"
        W Service "«ns»/«container»" does not have any active Endpoint.
        E Error obtaining Endpoints for Service "«ns»/«container»": no object matching key "«ns»/«container»" in local store
        I Backend successfully reloaded
        W SSL certificate "«ns»/«word»-tls" does not contain a Common Name or Subject Alternative Name for server "«fqdn»"
        I "Found valid IngressClass" ingress="«ns»/«container»" ingressclass="nginx"
        I Event(v1.ObjectReference{Kind:"Ingress", Namespace:"«ns»", Name:"«container»", UID:"«uuid»", APIVersion:"networking.k8s.io/v1", ResourceVersion:"«int»"}): type: 'Normal' reason: 'Sync' Scheduled for sync
        P @go assignment to entry in nil map
        I Removing IP «ip» from the list of published addresses
        W Ignoring Ingress «ns»/«container»: class "«word»" is unknown

        # deployer bare
        ==> Deploying «container» «version» to «region»
        Uploading artifact «file» («size»)
        Step «int 1 9»/9 : RUN apt-get install -y «word»
        ---> Using cache
        Successfully tagged «image»
        Waiting for rollout to finish: «int 0 9» of «int 1 9» updated replicas are available...
        deployment "«container»" successfully rolled out
        Rolled back «container» to «version» because readiness was not reached within «int 1 30»m
        npm warn deprecated «word»@«version»: this package is no longer supported
        Terraform: «int 0 40» to add, «int 0 40» to change, «int 0 9» to destroy.
        """#
}
