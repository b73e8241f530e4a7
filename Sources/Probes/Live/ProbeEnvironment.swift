import NIOCore
import NIOSSL
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
    private let trustRoots: NIOSSLTrustRoots
    /// Counts children that are not reaped yet, for `ProbeEngine.stop`.
    let children: ChildCount
    private var secureContext: Result<NIOSSLContext, any Error>?

    init(
        loop: any EventLoop, gate: LoopGate, pollThread: PollThread, children: ChildCount,
        options: ProbeEngineOptions
    ) {
        self.pollThread = pollThread
        self.loop = loop
        self.gate = gate
        redactor = options.redactor
        trustRoots = options.trustRoots
        self.children = children
        nameSettings = options.names
        resolver = NameResolver(
            loop: loop, gate: gate, thread: pollThread, settings: options.names)
    }

    /// Trust in the system's certificates, loaded at the first need: that takes milliseconds and memory.
    func tlsContext() throws -> NIOSSLContext {
        if let secureContext { return try secureContext.get() }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = trustRoots
        let made = Result { try NIOSSLContext(configuration: configuration) }
        secureContext = made
        return try made.get()
    }

    /// Makes server text fit for publishing: no secrets, nothing a terminal could act on.
    func safe(_ text: String) -> DisplayText {
        redactor.redact(DisplayText(text))
    }
}
