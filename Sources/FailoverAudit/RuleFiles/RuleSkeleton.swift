/// What a new rule file says before somebody changes it: a rule that holds, with examples.
package enum RuleSkeleton {
  /// Whether a text may be the id of a rule.
  package static func isID(_ text: String) -> Bool { RuleHeader.isID(text) }

  /// A rule in SQL, by the name of its file.
  package static func sql(_ id: String) -> [(name: String, text: String)] {
    let text = """
      /*
      id: \(id)
      title: the LAN of a failover group has a name
      severity: note
      family: surroundings
      subjects: lans
      rationale: >
        Say why this matters: what goes wrong in the estate if nobody looks.
      remediation: >
        Say what to do about it, in words that somebody can follow.
      message: the LAN has no name, and {groups} failover groups
      not-applicable: the LAN has no failover group
      examples:
        - title: a LAN with a name
          inventory:
            datacenters:
              - id: dc
                lans: [{id: 1, name: web, failoverGroups: [{ip: 85.215.1.1}]}]
          outcomes: {lan/dc/1: pass}
        - title: a LAN without a name
          inventory:
            datacenters:
              - id: dc
                lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
          outcomes:
            lan/dc/1: {outcome: fail, message: "the LAN has no name, and 1 failover groups"}
        - title: a LAN without a group
          inventory:
            datacenters:
              - id: dc
                lans: [{id: 1, failoverGroups: []}]
          outcomes: {lan/dc/1: notApplicable}
      */

      -- A row is a LAN that is not a pass; `failover-audit schema` shows the tables.
      SELECT
        subject,
        CASE WHEN group_count = 0 THEN 'notApplicable' ELSE 'fail' END AS outcome,
        group_count AS groups
      FROM lans
      WHERE has_properties = 1 AND (group_count = 0 OR name IS NULL)

      """
    return [("\(id).sql", text)]
  }

  /// A rule that is a program in Python, by the names of its files.
  package static func program(_ id: String) -> [(name: String, text: String)] {
    let header = """
      id: \(id)
      title: the LAN of a failover group has a name
      severity: note
      family: surroundings
      subjects: lans
      rationale: >
        Say why this matters: what goes wrong in the estate if nobody looks.
      remediation: >
        Say what to do about it, in words that somebody can follow.
      run: [python3, \(id).py]
      examples:
        - title: a LAN with a name
          inventory:
            datacenters:
              - id: dc
                lans: [{id: 1, name: web, failoverGroups: [{ip: 85.215.1.1}]}]
          outcomes: {lan/dc/1: pass}
        - title: a LAN without a name
          inventory:
            datacenters:
              - id: dc
                lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
          outcomes:
            lan/dc/1: {outcome: fail, message: the LAN has no name}

      """
    let script = """
      \"\"\"Reads an inventory (failover-inventory/1) from standard input, and answers for every LAN in it.\"\"\"
      import json
      import sys
      from urllib.parse import quote


      def part(identifier):
          \"\"\"An id as the names of subjects write it.\"\"\"
          return quote(str(identifier), safe="._:-").replace("~", "%7E")


      inventory = json.load(sys.stdin)
      # A record is repeated there where copies of it disagree, or where the rest of a list is missing.
      lans = {}
      for datacenter in inventory.get("datacenters", []):
          for lan in datacenter.get("lans", []):
              if not set(lan) <= {"id", "partial"}:  # Known by its id only: no subject.
                  subject = f"lan/{part(datacenter['id'])}/{part(lan['id'])}"
                  lans.setdefault(subject, []).append(lan)

      for subject, copies in lans.items():
          answer = {"subject": subject, "outcome": "pass"}
          if any(lan.get("failoverGroups") for lan in copies) and not all(lan.get("name") for lan in copies):
              answer.update(outcome="fail", message="the LAN has no name")
          print(json.dumps(answer))

      """
    return [("\(id).yaml", header), ("\(id).py", script)]
  }
}
