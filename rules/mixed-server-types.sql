/*
id: mixed-server-types
title: the members of a failover group run on servers of one type
severity: note
family: redundancy
loss: failover
subjects: groups
rationale: >
  A group that moves its address from a dedicated server to a smaller cube does answer after the failover, but perhaps
  not under the same load. Servers of one type behave alike when the address moves.
remediation: >
  Move the members to servers of one type, or write down (in a waiver) that the standby is meant to be smaller.
references:
  - {title: "IONOS Cloud: IP failover", url: "https://docs.ionos.com/cloud/network-services/vdc-networking/ip-failover/overview"}
  - {title: "IONOS Cloud API v6", url: "https://api.ionos.com/docs/cloud/v6/"}
controls:
  - {framework: "ISO/IEC 27001:2022", id: A.8.14, title: Redundancy of information processing facilities}
  - {framework: NIST SP 800-53 r5, id: CM-6, title: Configuration Settings}
message: "the members run on servers of different types, {one_type} and {other_type} among them"
unknown: "the type of a member's server is not known"
not-applicable: "the export shows fewer than two servers of the group"
examples:
  - title: two servers of one type
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
          servers:
            - {id: a, type: ENTERPRISE, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, type: enterprise, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}, {id: n3, lan: 1, ips: [85.215.1.1]}]}
            - {id: c, type: CUBE, nics: []}
    outcomes: {group/dc/1/85.215.1.1: pass}
  - title: a server and a cube, whatever the third is
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
          servers:
            - {id: a, type: ENTERPRISE, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, type: CUBE, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
            - {id: c, nics: [{id: n3, lan: 1, ips: [85.215.1.1]}]}
    outcomes:
      group/dc/1/85.215.1.1:
        outcome: fail
        message: the members run on servers of different types, CUBE and ENTERPRISE among them
  - title: the type of one is not known
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
          servers:
            - {id: a, type: CUBE, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}, {id: n3, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, name: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
    outcomes: {group/dc/1/85.215.1.1: unknown}
  - title: two NICs of one server, and another server beside
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
          servers:
            - {id: a, type: CUBE, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}, {id: n2, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, nics: [{id: n3, lan: 1, ips: [85.215.1.9]}]}
    outcomes: {group/dc/1/85.215.1.1: notApplicable}
  - title: nothing is known of the types of two servers
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
          servers:
            - {id: a, name: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, name: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
    outcomes: {group/dc/1/85.215.1.1: unknown}
  - title: a group without members, and one whose server is not known
    inventory:
      datacenters:
        - id: dc
          lans:
            - id: 1
              failoverGroups: [{ip: 85.215.1.1}, {ip: 85.215.1.2}]
              nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]
    outcomes: {group/dc/1/85.215.1.1: notApplicable, group/dc/1/85.215.1.2: notApplicable}
*/

SELECT
  group_subject AS subject,
  CASE WHEN min(upper(server_type)) <> max(upper(server_type)) THEN 'fail' ELSE 'unknown' END AS outcome,
  min(upper(server_type)) AS one_type,
  max(upper(server_type)) AS other_type
FROM members
WHERE server IS NOT NULL
GROUP BY group_subject
HAVING outcome = 'fail' OR (min(server) <> max(server) AND count(server_type) < count(*))
UNION ALL
SELECT subject, 'notApplicable', NULL, NULL FROM groups WHERE server_count < 2
