/// Pods whose logs are wanted.
public struct PodDefinition: Hashable, Sendable {
    /// How the pods are named.
    public enum Target: Hashable, Sendable {
        /// One pod.
        case pod(String)
        /// One pod of a deployment, which `kubectl` chooses.
        case deployment(String)
        /// All pods with these labels, also those that come later.
        case selector(String)
    }

    /// The pods.
    public var target: Target
    /// Their namespace; nil for that of the context.
    public var namespace: String?
    /// The context of the kubectl configuration; nil for the current one.
    public var context: String?
    /// One container of each pod; nil for all.
    public var container: String?

    /// Describes pods.
    public init(
        target: Target, namespace: String? = nil, context: String? = nil, container: String? = nil
    ) {
        self.target = target
        self.namespace = namespace
        self.context = context
        self.container = container
    }
}
