/*
id: crowded-master
title: a server is the master of few failover groups at a time
severity: note
family: master
subjects: servers
rationale: >
  When a server fails, every group of which it is the master moves at once, and each move is a chance to fail.
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
  groups: {summary: groups of which a server may be the master, minimum: 1, maximum: 100000, standard: 10}
message: "the server is the master of {groups} failover groups"
unknown: "the server may be the master of further groups: not all masters in its data center are known"
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
  - title: a master that is not in the export
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1, masters: [gone]}]}]
          servers:
            - {id: a, name: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
    outcomes: {server/a: unknown}
  - title: a LAN without its failover list, and a data center without its list of LANs
    inventory:
      datacenters:
        - {id: dc, lans: [{id: 1, name: one}], servers: [{id: a, name: a, nics: []}]}
        - {id: dd, servers: [{id: b, name: b, nics: []}]}
    outcomes: {server/a: unknown, server/b: unknown}
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
  mastered(server, count) AS (
    SELECT n.server, count(*) FROM masters m JOIN nics n ON n.id = m.nic GROUP BY n.server
  ),
  open(datacenter) AS (
    SELECT datacenter FROM lans WHERE NOT failover_known
    UNION
    SELECT id FROM datacenters WHERE NOT lans_complete
    UNION
    SELECT g.datacenter FROM masters m JOIN groups g ON g.subject = m.group_subject WHERE NOT m.is_known
  )
SELECT
  s.subject,
  CASE WHEN m.count > :groups THEN 'fail' ELSE 'unknown' END AS outcome,
  m.count AS groups
FROM servers s
LEFT JOIN mastered m ON m.server = s.id
WHERE s.has_properties
  AND (m.count > :groups OR s.datacenter IN (SELECT datacenter FROM open))
