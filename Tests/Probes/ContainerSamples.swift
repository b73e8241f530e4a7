/// What docker 28 and Kubernetes 1.32 print, cut to what a person would leave in a sample.
enum ContainerSamples {
    static func docker(_ state: String, restarts: Int = 0, name: String = "web") -> String {
        """
        {"Id":"5f1e0c","Created":"2026-02-01T08:00:00Z","Path":"/docker-entrypoint.sh","Args":["nginx"],
        "State":{\(state)},"Image":"sha256:4b","Name":"/\(name)","RestartCount":\(restarts),
        "Driver":"overlay2","Platform":"linux","HostConfig":{"RestartPolicy":{"Name":"always",
        "MaximumRetryCount":0}},"Config":{"Hostname":"5f1e0c","Env":["DB_PASSWORD=correct-horse"],
        "Image":"nginx:1.27","Labels":{}},"NetworkSettings":{"Ports":{}}}
        """
    }

    static func running(
        since: String, exitCode: Int = 0, finishedAt: String = "0001-01-01T00:00:00Z"
    ) -> String {
        """
        "Status":"running","Running":true,"Paused":false,"Restarting":false,"OOMKilled":false,
        "Dead":false,"Pid":4711,"ExitCode":\(exitCode),"Error":"","StartedAt":"\(since)",
        "FinishedAt":"\(finishedAt)"
        """
    }

    static let crashLoop = """
        {"waiting":{"reason":"CrashLoopBackOff","message":"back-off 5m0s restarting failed container"}}
        """

    static func pod(
        _ name: String, ready: Bool, restarts: Int = 0,
        state: String = #"{"running":{"startedAt":"2026-03-01T09:00:00Z"}}"#,
        isLeaving: Bool = false
    ) -> String {
        let last =
            restarts > 0
            ? #"{"terminated":{"exitCode":1,"reason":"Error","finishedAt":"2026-03-01T11:55:00Z"}}"#
            : "{}"
        let deletion = isLeaving ? #""deletionTimestamp":"2026-03-01T11:59:00Z","# : ""
        return """
            {"apiVersion":"v1","kind":"Pod","metadata":{\(deletion)"name":"\(name)","namespace":"shop",
            "labels":{"app":"web"}},"spec":{"nodeName":"node-1","containers":[{"name":"app",
            "image":"shop:8","env":[{"name":"KEY","value":"correct-horse"}]}]},
            "status":{"phase":"Running","conditions":[{"type":"Ready","status":"\(ready ? "True" : "False")"}],
            "initContainerStatuses":[{"name":"migrate","ready":true,"restartCount":0,"image":"shop:8",
            "state":{"terminated":{"exitCode":0,"reason":"Completed","finishedAt":"2026-03-01T08:59:00Z"}}}],
            "containerStatuses":[{"name":"app","ready":\(ready),"restartCount":\(restarts),"image":"shop:8",
            "started":true,"state":\(state),"lastState":\(last)}]}}
            """
    }

    static func list(_ items: [String]) -> String {
        #"{"apiVersion":"v1","kind":"List","metadata":{"resourceVersion":""},"items":["#
            + items.joined(separator: ",") + "]}"
    }

    static let deployment = """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop"},
        "spec":{"replicas":2,"selector":{"matchLabels":{"app":"web"}}},
        "status":{"replicas":2,"readyReplicas":1}}
        """
}
