import IncidentModel
import SafeText
import Testing

@testable import Runbooks

/// What an author may write behind a fence, and what is told about the rest.
@Suite struct AttributeTests {
    private func read(_ info: String) -> (CommandAttributes, [String]) {
        let fence = FenceReader(line: "```" + info, column: 1)
        let read = fence.read()
        return (read.attributes, read.problems.map(\.text))
    }

    @Test func everyAttributeIsRead() {
        let (found, problems) = read(
            "bash {name=deploy cwd=infra interactive=false interpreter=\"bash -x\" promptEnv=false"
                + " timeout=15m retry=3 every=5s confirm expect='all \"done\"' exit=0|1 capture=REV"
                + " needs=a,b rollback=#undo excludeFromRunAll strict parallel}")
        #expect(problems.isEmpty)
        var expected = CommandAttributes()
        expected.name = "deploy"
        expected.workingDirectory = "infra"
        expected.needsTerminal = false
        expected.interpreter = "bash -x"
        expected.asksForVariables = false
        expected.timeout = .seconds(900)
        expected.retries = 3
        expected.pause = .seconds(5)
        expected.asksAlways = true
        expected.expectedOutput = "all \"done\""
        expected.expectedStatuses = [0, 1]
        expected.capture = "REV"
        expected.needs = ["a", "b"]
        expected.rollback = "undo"
        expected.isExcluded = true
        expected.isStrict = true
        expected.isParallel = true
        expected.values = found.values
        #expect(found == expected)
    }

    @Test func verifyIsAFlagOrACondition() {
        #expect(read("bash {verify}").0.isVerification)
        let (found, problems) = read("bash {verify=\"probe backend is up for 60s\"}")
        #expect(!found.isVerification)
        #expect(found.verifiedCondition == "probe backend is up for 60s")
        #expect(problems.isEmpty)
        #expect(read("bash {verify=\"probe backend is fine\"}").1.count == 1)
    }

    @Test(arguments: [
        "bash {name=a timeout=none}", "Bash{name=a timeout=none}", "{.bash #a timeout=none}",
        "bash {\"name\":\"a\",\"timeout\":\"none\"}", "{bash name=a, timeout=none}",
        "bash title=\"{\" {name = 'a' timeout=none}", "sh,linenos {name=a timeout=none} x=1",
    ])
    func formsOfOtherToolsAreRead(_ info: String) {
        let (found, problems) = read(info)
        #expect(found.name == "a")
        #expect(found.timeout == nil)
        #expect(problems.isEmpty)
    }

    @Test(arguments: [
        ("```bash title=x", "bash"), ("``` Bash", "bash"), ("~~~{.bash}", "bash"),
        ("```sh +x", "sh"), ("``````zsh", "zsh"), ("> - ```console", "console"),
        ("```{sh, eval=FALSE}", "sh"), ("```.bash", "bash"), ("```", ""), ("```bashful", "bashful"),
        ("```{.numberLines}", "numberlines"),
    ])
    func languageIsTheFirstWord(_ line: String, _ language: String) {
        #expect(FenceReader(line: line, column: 1).language == language)
    }

    @Test(arguments: [
        "bash {1,3-5}", "bash title=\"x\"", "bash +x", "bash linenos=table", "bash {}",
        "bash {.numberLines}",
    ])
    func whatIsOnlyForTheEyeIsNoMistake(_ info: String) {
        #expect(read(info).1.isEmpty)
    }

    @Test(arguments: [
        ("bash {speed=3}", "unknown attribute “speed”"),
        ("bash {linenos=table}", "unknown attribute “linenos”"),
        ("bash {timeout=5}", "timeout is “5”, expected a length of time such as 15m, or none"),
        ("bash {retry=often}", "retry is “often”, expected a number from 0 to 100"),
        ("bash {exit=256}", "exit is “256”, expected a status from 0 to 255"),
        ("bash {confirm=maybe}", "confirm is “maybe”, expected true or false"),
        ("bash {capture=a-b}", "capture is “a-b”, expected the name of a variable"),
        ("bash {name}", "name has no value"),
        ("bash {every=1}", "every is “1”, expected a length of time such as 5s"),
        ("bash {name=a name=b}", "name is written twice"),
        ("bash {name=a", "the attributes are not closed by “}”"),
        ("bash {expect=\"x}", "a quote is not closed in “expect=\"x”"),
        ("bash {background tty}", "background and tty exclude each other"),
    ])
    func mistakeIsToldAndRefusesTheCommand(_ info: String, _ text: String) {
        let (found, problems) = read(info)
        #expect(problems == [text])
        #expect(found.problem == text)
    }

    @Test func everyMistakeOfAFenceIsTold() {
        #expect(read("bash {speed=3 exit=x name=a}").1.count == 2)
    }

    @Test func mistakeIsAProblemWithItsLineAndTheFileLoads() throws {
        let plan = try RunbookLoader.parse(
            text: "# T\n\n## A\n1. x\n   ```bash {name=a speed=3}\n   ls\n   ```\n", path: "r.md"
        ).plan
        let problem = try #require(plan.problems.first)
        #expect(plan.problems.count == 1)
        #expect((problem.grade, problem.line) == (.error, 5))
        #expect(problem.rule == "attribute")
        #expect(problem.text == "unknown attribute “speed”")
        #expect(problem.advice.string.hasPrefix("remove it, or write one of background, capture"))
        #expect(plan.steps.first?.commands.first?.problem == "unknown attribute “speed”")
    }

    @Test func flagsReachThePlan() throws {
        let picture = try PlanPicture.of(
            "## A\n```bash {confirm background name=x}\n# one\ndate\n# two\ndate\n```\n"
                + "```sh {excludeFromRunAll}\nuptime\n```\n")
        #expect(
            picture == """
                # test
                1 A :1
                  1.1 A :1
                    bash:3 reads asks background | # one ⏎ date ⏎ # two ⏎ date
                    sh:9 reads on request | uptime
                """)
    }

    @Test func otherInterpretersGetTheWholeBlock() throws {
        let picture = try PlanPicture.of(
            "## A\n```bash {interpreter=python3}\n# a\nx = 1\n# b\nprint(\"$HOMELESS\")\n```\n")
        #expect(picture.contains("bash:3 "))
        #expect(!picture.contains("bash:5"))
        #expect(!picture.contains("${HOMELESS}"))
    }
}
