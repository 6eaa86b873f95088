/*
id: crowded-master
title: a server is the master of few failover groups at a time
severity: note
family: master
subjects: servers
rationale: >
  When a server fails, every group whose master it is moves at once, and each move is a chance to fail.
  Where one server is the master of many groups, its failure is an outage of them all if the standby is slow.
remediation: >
  Let other members be the masters of some of the groups, so that a single failure moves few of them.
references:
  - {title: "IONOS Cloud: IP failover", url: "https://docs.ionos.com/cloud/network-services/vdc-networking/ip-failover/overview"}
  - {title: "IONOS Cloud API v6", url: "https://api.ionos.com/docs/cloud/v6/"}
controls:
  - {framework: "ISO/IEC 27001:2022", id: A.8.14, title: Redundancy of information processing facilities}
  - {framework: NIST SP 800-53 r5, id: SI-13(5), title: Failover Capability}
parameters:
  groups: {summary: groups whose master one server may be, minimum: 1, maximum: 100000, default: 10}
message: "the server is the master of {groups} failover groups"
unknown: "the server is the master of {groups} failover groups in the export, and may be of more than {limit}: not all masters in its data center are known"
examples:
  - title: two groups, where two are allowed
    parameters: {groups: 2}
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1, masters: [n1]}, {ip: 85.215.1.2, masters: [n1]}]}]
          servers:
            - {id: a, name: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
    outcomes: {server/a: pass}
  - title: three groups, where two are allowed
    parameters: {groups: 2}
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1, masters: [n1]}, {ip: 85.215.1.2, masters: [n1]}, {ip: 85.215.1.3, masters: [n1]}]}]
          servers:
            - {id: a, name: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
    outcomes: 
      server/a: {outcome: fail, message: the server is the master of 3 failover groups}
  - title: three groups, where ten are
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1, masters: [n1]}, {ip: 85.215.1.2, masters: [n1]}, {ip: 85.215.1.3, masters: [n1]}]}]
          servers:
            - {id: a, name: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
    outcomes: {server/a: pass}
  - title: masters that are not in the export could make it too many for one server, not for the other
    parameters: {groups: 2}
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1, masters: [gone]}, {ip: 85.215.1.4, masters: [lost]}, {ip: 85.215.1.2, masters: [n1]}, {ip: 85.215.1.3, masters: [n1]}]}]
          servers:
            - {id: a, name: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, name: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
        - id: dd
          lans: [{id: 1, failoverGroups: [{ip: 85.215.2.2, masters: [n3]}, {ip: 85.215.2.3, masters: [n3]}]}]
          servers:
            - {id: c, name: c, nics: [{id: n3, lan: 1, ips: [85.215.2.1]}]}
    outcomes:
      server/a: {outcome: unknown, message: "the server is the master of 2 failover groups in the export, and may be of more than 2: not all masters in its data center are known"}
      server/b: pass
      server/c: pass
  - title: a master whose server is not known
    parameters: {groups: 1}
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1, masters: [n1]}, {ip: 85.215.1.2, masters: [n2]}], nics: [{id: n2}]}]
          servers:
            - {id: a, name: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
    outcomes: {server/a: unknown}
  - title: a LAN without its failover list counts for servers on it, and for those whose NICs are not all shown
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, name: one}, {id: 2, failoverGroups: []}]
          servers:
            - {id: a, name: a, nics: [{id: n1, lan: 1}]}
            - {id: b, name: b, nics: [{id: n2, lan: 2}]}
            - {id: c, name: c}
            - {id: d, name: d, nics: [{id: n4, name: four}]}
        - id: dd
          lans: [{id: 1, failoverGroups: []}]
          servers:
            - {id: e, name: e}
            - {id: f, name: f, nics: [{id: n6, name: six}]}
    outcomes:
      server/a: {outcome: unknown, message: "the server is the master of 0 failover groups in the export, and may be of more than 10: not all masters in its data center are known"}
      server/b: pass
      server/c: unknown
      server/d: unknown
      server/e: pass
      server/f: pass
  - title: a data center without its list of LANs
    inventory:
      datacenters:
        - {id: dc, servers: [{id: a, name: a, nics: [{id: n1, lan: 1}]}, {id: b, name: b, nics: []}]}
    outcomes: {server/a: unknown, server/b: pass}
  - title: a master on another LAN than its group is a mistake of its own
    parameters: {groups: 1}
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1, masters: [n1]}]}, {id: 2, failoverGroups: [{ip: 85.215.1.2, masters: [n1]}]}]
          servers:
            - {id: a, name: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
    outcomes: {server/a: pass}
  - title: masters whose LANs are not known count
    parameters: {groups: 1}
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1, masters: [n1]}, {ip: 85.215.1.2, masters: [n2]}]}]
          servers:
            - {id: a, name: a, nics: [{id: n1, name: one}, {id: n2, name: two}]}
    outcomes: {server/a: fail}
  - title: more than enough, whatever else there is
    parameters: {groups: 1}
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1, masters: [n1]}, {ip: 85.215.1.2, masters: [n1]}]}, {id: 2, name: two}]
          servers:
            - {id: a, name: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, partial: true}
    outcomes: {server/a: fail}
*/

WITH
  named(datacenter, lan, nic) AS (
    SELECT g.datacenter, g.lan, m.nic FROM masters m JOIN groups g ON g.subject = m.group_subject
  ),
  -- A master on another LAN than its group moves nothing: master-not-a-member reports it.
  mastered(server, count) AS (
    SELECT n.server, count(*)
    FROM named m
    JOIN nics n ON n.id = m.nic
    WHERE n.lan = m.lan OR n.lan IS NULL
    GROUP BY n.server
  ),
  -- Masters that any server of the data center may hold.
  homeless(datacenter, count) AS (
    SELECT m.datacenter, count(*)
    FROM named m
    LEFT JOIN nics n ON n.id = m.nic
    WHERE n.server IS NULL
    GROUP BY m.datacenter
  ),
  -- Data centers that may have further groups, and the servers that may hold NICs on the LANs of those.
  open(datacenter) AS (
    SELECT datacenter FROM lans WHERE NOT failover_known
    UNION
    SELECT id FROM datacenters WHERE NOT lans_complete
  ),
  exposed(server) AS (
    SELECT id FROM servers WHERE NOT nics_complete
    UNION
    SELECT n.server
    FROM nics n
    LEFT JOIN lans l ON l.datacenter = n.datacenter AND l.id = n.lan
    WHERE l.failover_known IS NOT 1
  )
SELECT
  s.subject,
  CASE WHEN m.count > :groups THEN 'fail' ELSE 'unknown' END AS outcome,
  coalesce(m.count, 0) AS groups,
  :groups AS "limit"
FROM servers s
LEFT JOIN mastered m ON m.server = s.id
LEFT JOIN homeless h ON h.datacenter = s.datacenter
WHERE s.has_properties
  AND (
    coalesce(m.count, 0) + coalesce(h.count, 0) > :groups
    OR (
      s.datacenter IN (SELECT datacenter FROM open)
      AND s.id IN (SELECT server FROM exposed)
    )
  )
