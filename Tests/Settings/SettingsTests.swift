import Conditions
import Foundation
import IncidentModel
import LogClusters
import Probes
import Runbooks
import SafeText
import Testing

@testable import Settings

/// `quell.yaml` as a whole: what a person means is understood, what is wrong is named with its line.
struct SettingsTests {
    @Test func completeFileIsUnderstood() throws {
        let settings = try SettingsLoader.parse(
            """
            incident: {title: Shop is down, severity: P1, updates: {engineering: 30m, business: 60m}, escalate_after: 2h}
            services:
              - name: api
                needs: [db]
                probes:
                  - http: http://127.0.0.1:8080/health
                    expect: {status: 200, within: 2s}
                    every: 10s
                    timeout: 5s
              - {name: db, probes: [{tcp: "127.0.0.1:5432"}]}
            sources:
              - {name: app, file: log/*.log, service: api}
              - {name: pods, command: kubectl logs -f deploy/api}
            runbooks: [startup.md]
            exit_criteria: ["probe api is up for 10m", "errors < 5 per hour"]
            theme: dark
            """, path: "/etc/shop/quell.yaml")
        #expect(settings.incident.title == "Shop is down")
        #expect(settings.incident.severity == .p1)
        #expect(settings.incident.cadences.map(\.every).min() == .seconds(1800))
        #expect(settings.incident.escalateAfter == .seconds(7200))
        #expect(settings.services.map(\.id.name) == ["api", "db"])
        #expect(settings.services[0].needs == [.one(ServiceID("db"))])
        #expect(settings.sources.map(\.id.name) == ["app", "pods"])
        #expect(settings.runbooks.map(\.text) == ["startup.md"])
        #expect(settings.runbooks.map(\.folder) == ["/etc/shop"])
        #expect(settings.exitCriteria.map(\.text).count == 2)
        #expect(settings.theme == "dark")
    }

    @Test func fileWithoutSectionsIsAConsoleWithoutAnything() throws {
        let settings = try SettingsLoader.parse("theme: dark", path: "quell.yaml")
        #expect(settings.services.isEmpty && settings.sources.isEmpty && settings.runbooks.isEmpty)
        #expect(settings.incident.title == nil)
    }

    /// Each mistake: the text, its line, and what the sentence must hold.
    @Test(arguments: [
        ("colour: blue", 1, ["colour", "theme"]),
        ("theme: dark\nservises: []", 2, ["servises", "services"]),
        ("incident: {severity: P9}", 1, ["P9", "P0"]),
        ("incident:\n  escalate_after: soon", 2, ["soon", "10s"]),
        ("incident:\n  updates: {engineering: 30}", 2, ["30", "30"]),
        ("services: yes", 1, ["yes", "list"]),
        ("services:\n  - {probes: []}", 2, ["name"]),
        ("services:\n  - {name: a, needs: [b], probes: [{tcp: \"127.0.0.1:1\"}]}", 2, ["b"]),
        ("exit_criteria: [\"probe ghost is up\"]", 1, ["probe ghost is up", "ghost"]),
        ("exit_criteria: [\"all is well\"]", 1, ["all is well"]),
        ("theme: [dark]", 1, ["list"]),
        ("incident: {title: [", 1, ["quell.yaml"]),
    ])
    func mistakeIsNamedWithLineAndExpectation(text: String, line: Int, words: [String]) throws {
        let error = try #require(throws: (any Error).self) {
            try SettingsLoader.parse(text, path: "quell.yaml")
        }
        let sentence = "\(error)"
        #expect(sentence.contains("quell.yaml:\(line)"), "\(sentence)")
        for word in words { #expect(sentence.contains(word), "\(sentence)") }
    }

    @Test func cycleIsRefusedAndNamed() throws {
        let error = try #require(throws: (any Error).self) {
            try SettingsLoader.parse(
                """
                services:
                  - {name: a, needs: [b], probes: [{tcp: "127.0.0.1:1"}]}
                  - {name: b, needs: [c], probes: [{tcp: "127.0.0.1:1"}]}
                  - {name: c, needs: [a], probes: [{tcp: "127.0.0.1:1"}]}
                """, path: "quell.yaml")
        }
        let sentence = "\(error)"
        #expect(sentence.contains("a → b → c → a"), "\(sentence)")
    }

    @Test func severalMistakesAreAllNamed() throws {
        let error = try #require(throws: (any Error).self) {
            try SettingsLoader.parse(
                "theme: []\nincident: {severity: P7}\nservices: 3", path: "quell.yaml")
        }
        let sentence = "\(error)"
        for line in 1...3 { #expect(sentence.contains("quell.yaml:\(line)"), "\(sentence)") }
    }

    @Test func nearestFileIsFoundUpwardsThenInTheConfigurationFolder() throws {
        let base = NSTemporaryDirectory() + "quell-settings-" + UUID().uuidString
        let manager = FileManager.default
        try manager.createDirectory(
            atPath: base + "/project/deep/er", withIntermediateDirectories: true)
        try manager.createDirectory(atPath: base + "/own", withIntermediateDirectories: true)
        defer { try? manager.removeItem(atPath: base) }
        let find = {
            SettingsLoader.nearest(
                from: base + "/project/deep/er", configurationFolder: base + "/own")
        }
        #expect(find() == nil)
        try "".write(toFile: base + "/own/quell.yaml", atomically: true, encoding: .utf8)
        #expect(find() == base + "/own/quell.yaml")
        try "".write(toFile: base + "/project/quell.yaml", atomically: true, encoding: .utf8)
        #expect(find() == base + "/project/quell.yaml")
    }

    @Test func missingFileIsOneSentence() throws {
        let error = try #require(throws: (any Error).self) {
            try SettingsLoader.load(path: "/nonexistent/quell.yaml")
        }
        #expect("\(error)".contains("/nonexistent/quell.yaml"))
        #expect(!"\(error)".contains("\n"))
    }
}
