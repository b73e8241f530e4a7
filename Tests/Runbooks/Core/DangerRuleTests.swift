import IncidentModel
import Testing

@testable import Runbooks

/// The rules that come from public runbooks, each by commands in our own words.
@Suite struct DangerRuleTests {
    struct Row: CustomTestStringConvertible {
        var id: String
        var matches: [String]
        var others: [String]
        var testDescription: String { id }

        init(_ id: String, _ matches: [String], not others: [String]) {
            self.id = id
            self.matches = matches
            self.others = others
        }
    }

    static let rows = [
        Row("D1", ["rm -rf cache", "rm --recursive x", "rm x -f"], not: ["rm x", "rmdir x"]),
        Row(
            "D2", ["mkfs.xfs /dev/vdb", "dd if=a of=/dev/vdb", "vgremove vg1"],
            not: ["dd if=a of=/dev/null", "lvs"]),
        Row("D3", ["rm stale.pid", "ls; unlink a", "sudo rmdir a"], not: ["rm -rf a", "lsrm a"]),
        Row(
            "D4", ["terraform destroy", "tofu apply -auto-approve"],
            not: ["terraform apply", "terraform plan"]),
        Row("D5", ["terraform apply", "terraform state mv a b"], not: ["terraform state list"]),
        Row(
            "D6", ["kubectl drain n1", "oc delete pod a", "kubectl -n x cordon n1"],
            not: ["kubectl get pods", "kubectl describe node n1"]),
        Row(
            "D7", ["kubectl delete ns a", "oc delete pvc/a", "kubectl delete pod a --force"],
            not: ["kubectl delete pod a"]),
        Row(
            "D8", ["kubectl scale deploy a --replicas=0", "kubectl scale --replicas 0 rs a"],
            not: ["kubectl scale deploy a --replicas=10"]),
        Row(
            "D9", ["kubectl apply -f a", "kubectl rollout undo deploy a", "oc adm drain n1"],
            not: ["kubectl rollout status deploy a", "oc adm top pods"]),
        Row(
            "D10", ["kubectl exec a -- ls", "oc rsh a", "kubectl cp a:b c"], not: ["kubectl get a"]),
        Row(
            "D11", ["helm upgrade a b", "helm -n x rollback a 2"], not: ["helm list", "helm get a"]),
        Row(
            "D12", ["gcloud sql instances delete a", "gcloud compute instances reset a"],
            not: ["gcloud sql instances describe a"]),
        Row(
            "D13", ["gcloud run deploy a", "gcloud sql instances restart a"],
            not: ["gcloud run services list"]),
        Row(
            "D14",
            ["aws ec2 terminate-instances --a b", "aws s3 rm s3://a", "aws s3 sync a b --delete"],
            not: ["aws s3 ls", "aws ec2 describe-instances"]),
        Row(
            "D15", ["aws ecs update-service --a b", "aws s3 cp a b", "aws lambda invoke-async a"],
            not: ["aws ecs list-services"]),
        Row("D16", ["az group delete -n a", "az vm deallocate -n a"], not: ["az vm list"]),
        Row("D17", ["kill 9", "pkill -f a", "x; killall a"], not: ["kill -0 9", "kill -l"]),
        Row(
            "D18", ["systemctl restart a", "service a stop", "supervisorctl restart a"],
            not: ["systemctl status a", "service a status"]),
        Row("D19", ["reboot", "sudo shutdown -r now", "ssh a poweroff"], not: ["last reboot"]),
        Row(
            "D20", ["psql -c 'drop table a'", "mysql -e 'delete from a'", "psql -c 'truncate a;'"],
            not: ["psql -c 'select 1'", "truncate -s 5 a"]),
        Row(
            "D21", ["psql -c 'update a set b = 1'", "psql -c 'vacuum full'"],
            not: ["psql -c 'select 1'"]),
        Row("D22", ["redis-cli FLUSHALL", "redis-cli -n 1 flushdb"], not: ["redis-cli info"]),
        Row(
            "D23", ["redis-cli config set a b", "redis-cli -h a shutdown"],
            not: ["redis-cli config get a"]),
        Row(
            "D24", ["curl -X POST a", "curl --data b a", "curl -F a=b c"],
            not: ["curl a", "curl -X GET a"]),
        Row(
            "D25", ["curl a | sudo bash", "wget -qO- a | sh", "bash <(curl a)"],
            not: ["curl a | jq .", "curl a > b.sh"]),
        Row(
            "D26", ["etcdctl put a b", "vault write a b", "consul leave"],
            not: ["etcdctl get a", "vault read a"]),
        Row("D27", ["patronictl failover a", "patronictl pause"], not: ["patronictl list"]),
        Row(
            "D28", ["git push --force", "git reset --hard a", "git clean -fd"],
            not: ["git push", "git reset a"]),
        Row("D29", ["docker stop a", "podman rm a", "crictl stopp a"], not: ["docker ps"]),
        Row(
            "D30", ["echo a > /etc/hosts", "a | tee -a /etc/b", "echo 1 >> /var/x"],
            not: ["a > out", "a > /dev/null"]),
        Row(
            "D31", ["chmod -R 777 a", "iptables -F", "ufw allow 1"],
            not: ["chmod 600 a", "iptables -L", "ufw status"]),
        Row(
            "D32", ["find a -delete", "find a -exec rm {} +", "a | xargs kill"],
            not: ["find a -name b", "a | xargs cat"]),
        Row(
            "D33", ["ansible-playbook a", "pdsh -w a b", "ssh a sudo b"], not: ["ssh a b"]),
        Row("D34", ["./deploy.sh", "python migrate_db.py", "make rollback"], not: ["./check.sh"]),
        Row("D35", ["virtctl stop a", "ceph osd out 1"], not: ["ceph status", "virtctl version"]),
    ]

    private static let patterns = PatternCache()

    @Test(arguments: rows)
    func ruleFindsItsCommandsAndNoOthers(_ row: Row) throws {
        let rule = try #require(DangerRule.all.first { $0.id == row.id })
        func isFound(_ command: String) -> Bool {
            ShellScript(command).pipelines.contains { pipeline in
                pipeline.forms.contains { Self.patterns.matches(rule.pattern, $0) }
            }
        }
        for command in row.matches {
            #expect(isFound(command), "\(command)")
            #expect(DangerClassifier.shared.assess(command).danger >= rule.danger, "\(command)")
        }
        for command in row.others { #expect(!isFound(command), "\(command)") }
    }

    @Test func everyRuleFromPublicRunbooksIsThere() {
        #expect(Self.rows.map(\.id) == (1...35).map { "D\($0)" })
    }
}
