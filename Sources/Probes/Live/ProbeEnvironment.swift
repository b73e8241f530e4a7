import NIOCore
import NIOSSL
import SafeText
import Synchronization

/// What all probes of an engine share. Lives on the loop.
final class ProbeEnvironment {
    let loop: any EventLoop
    let gate: LoopGate
    let resolver: NameResolver
    let redactor: Redactor
    /// Counts children that are not reaped yet, for `ProbeEngine.stop`.
    let children: ChildCount
    private var secureContext: Result<NIOSSLContext, any Error>?

    init(
        loop: any EventLoop, gate: LoopGate, threads: LookupThreads, redactor: Redactor,
        children: ChildCount
    ) {
        self.loop = loop
        self.gate = gate
        self.redactor = redactor
        self.children = children
        resolver = NameResolver(loop: loop, gate: gate, threads: threads)
    }

    /// Trust in the system's certificates, loaded at the first need: that takes milliseconds and memory.
    func tlsContext() throws -> NIOSSLContext {
        if let secureContext { return try secureContext.get() }
        let made = Result {
            try NIOSSLContext(configuration: TLSConfiguration.makeClientConfiguration())
        }
        secureContext = made
        return try made.get()
    }

    /// Makes server text fit for publishing: no secrets, nothing a terminal could act on.
    func safe(_ text: String) -> DisplayText {
        redactor.redact(DisplayText(text))
    }
}
