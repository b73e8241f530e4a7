import IncidentModel
import SafeText
import Testing

@testable import Probes

@Suite struct DependencyGraphTests {
    private func services(_ list: [(String, [String])]) -> [(id: ServiceID, needs: [Need])] {
        list.map { name, needs in
            (ServiceID(DisplayText(name)), needs.map { .one(ServiceID(DisplayText($0))) })
        }
    }

    @Test func parentsComeBeforeChildren() {
        let graph = DependencyGraph(
            services([("web", ["auth"]), ("auth", ["db"]), ("db", []), ("other", [])]))
        #expect(graph.order == [2, 1, 0, 3])
        #expect(graph.ancestorsAndSelf(of: 0) == [2, 1, 0])
    }

    @Test func cycleIsNamedFromAServiceBackToItself() {
        let looped = services([("x", ["a"]), ("a", ["b"]), ("b", ["c"]), ("c", ["a"])])
        #expect(DependencyGraph.cycle(in: looped) == [1, 2, 3, 1])
    }

    @Test func aDiamondIsNoCycle() {
        let diamond = services([("a", ["b", "c"]), ("b", ["d"]), ("c", ["d"]), ("d", [])])
        #expect(DependencyGraph.cycle(in: diamond) == nil)
    }

    @Test func aChainOfTenThousandIsNoProblem() {
        let chain = services(
            (0..<10_000).map { ("s\($0)", $0 == 0 ? [] : ["s\($0 - 1)"]) }.reversed())
        #expect(DependencyGraph.cycle(in: chain) == nil)
    }
}
