import NIOCore
import SafeText

/// What all probes of an engine share, on the event loop.
final class ProbeEnvironment {
    let loop: any EventLoop
    let gate: LoopGate
    let resolver: NameResolver
    /// How names are looked up.
    let nameSettings: CaresSettings
    let redactor: Redactor
    /// Serves libraries that bring their own descriptors.
    let pollThread: PollThread
    let tls: TLSContexts
    let certificates = CertificateMemory()
    /// Counts children that are not reaped yet, for `ProbeEngine.stop`.
    let children: ChildCount

    init(
        loop: any EventLoop, gate: LoopGate, pollThread: PollThread, children: ChildCount,
        options: ProbeEngineOptions
    ) {
        self.pollThread = pollThread
        self.loop = loop
        self.gate = gate
        redactor = options.redactor
        tls = TLSContexts(trustRoots: options.trustRoots)
        self.children = children
        nameSettings = options.names
        resolver = NameResolver(
            loop: loop, gate: gate, thread: pollThread, settings: options.names)
    }

    /// Makes server text fit for publishing: no secrets, nothing a terminal could act on.
    func safe(_ text: String) -> DisplayText {
        redactor.redact(DisplayText(text))
    }
}
