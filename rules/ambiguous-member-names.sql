/*
id: ambiguous-member-names
title: the servers of a failover group have different names
severity: note
family: surroundings
loss: clarity
subjects: groups
rationale: >
  People act on names. Where both servers of a group are called alike, the wrong one is restarted or deleted
  when it counts, and both the master and its standby are gone.
remediation: >
  Give each server of the group a name of its own, such as "shop-a" and "shop-b".
references:
  - {title: "IONOS Cloud: IP failover", url: "https://docs.ionos.com/cloud/network-services/vdc-networking/ip-failover/overview"}
  - {title: "IONOS Cloud API v6", url: "https://api.ionos.com/docs/cloud/v6/"}
controls:
  - {framework: "ISO/IEC 27001:2022", id: A.5.9, title: Inventory of information and other associated assets}
  - {framework: NIST SP 800-53 r5, id: CM-8, title: System Component Inventory}
message: "{servers} servers of the group are called \"{name}\""
unknown: "the name of a server of the group is not known"
not-applicable: "the export shows fewer than two servers of the group"
examples:
  - title: different names
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}, {id: 2, failoverGroups: []}]
          servers:
            - {id: a, name: shop-a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, name: shop-b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
            - {id: c, name: shop-a, nics: []}
    outcomes: {group/dc/1/85.215.1.1: pass}
  - title: two of three have one name, and another two of the five
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}, {id: 2, failoverGroups: []}]
          servers:
            - {id: a, name: shop, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, name: shop, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
            - {id: c, name: cart, nics: [{id: n3, lan: 1, ips: [85.215.1.1]}]}
            - {id: d, name: cart, nics: [{id: n4, lan: 1, ips: [85.215.1.1]}]}
            - {id: e, name: mail, nics: [{id: n5, lan: 1, ips: [85.215.1.1]}]}
    outcomes: 
      group/dc/1/85.215.1.1:
        outcome: fail
        messages: ['2 servers of the group are called "cart"', '2 servers of the group are called "shop"']
  - title: one of the servers has two NICs
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}, {id: 2, failoverGroups: []}]
          servers:
            - {id: a, name: shop, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}, {id: n2, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, name: shop, nics: [{id: n3, lan: 1, ips: [85.215.1.1]}]}
    outcomes:
      group/dc/1/85.215.1.1: {outcome: fail, message: '2 servers of the group are called "shop"'}
  - title: a server without a name beside two with one
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}, {id: 2, failoverGroups: []}]
          servers:
            - {id: a, name: shop, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, name: shop, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
            - {id: c, type: CUBE, nics: [{id: n3, lan: 1, ips: [85.215.1.1]}]}
    outcomes: {group/dc/1/85.215.1.1: fail}
  - title: the name of a server is not known
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}, {id: 2, failoverGroups: []}]
          servers:
            - {id: a, name: shop-a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, partial: true, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
    outcomes: {group/dc/1/85.215.1.1: unknown}
  - title: two NICs of one server, and another server that is not a member
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}, {id: 2, failoverGroups: []}]
          servers:
            - {id: a, name: shop, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}, {id: n2, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, name: shop, nics: [{id: n3, lan: 1, ips: [85.215.1.9]}]}
    outcomes: {group/dc/1/85.215.1.1: notApplicable}
*/

WITH
  named(group_subject, name, servers) AS (
    SELECT group_subject, server_name, count(DISTINCT server)
    FROM members
    WHERE server IS NOT NULL
    GROUP BY group_subject, server_name
    HAVING server_name IS NULL OR count(DISTINCT server) > 1
  )
SELECT group_subject AS subject, 'fail' AS outcome, name AS facet, name, servers
FROM named
WHERE name IS NOT NULL
UNION ALL
SELECT
  g.subject,
  CASE WHEN g.server_count < 2 THEN 'notApplicable' ELSE 'unknown' END,
  NULL,
  NULL,
  g.server_count
FROM groups g
WHERE g.subject NOT IN (SELECT group_subject FROM named WHERE name IS NOT NULL)
  AND (g.server_count < 2 OR g.subject IN (SELECT group_subject FROM named))
