/*
id: unprotected-datacenter
title: a data center that one server alone shows to the internet has a failover group
severity: note
family: redundancy
subjects: datacenters
rationale: >
  Where all that the internet reaches in a data center is one server, its failure takes all of that
  down. Nothing reports that, for there is no failover group that could be at fault.
remediation: >
  Put a second server in another zone beside it, on the same public LAN, and let a failover group move the
  address between them. Where an outage is acceptable, write that down in a waiver.
references:
  - {title: "IONOS Cloud: IP failover", url: "https://docs.ionos.com/cloud/network-services/vdc-networking/ip-failover/overview"}
  - {title: "IONOS Cloud API v6", url: "https://api.ionos.com/docs/cloud/v6/"}
controls:
  - {framework: "ISO/IEC 27001:2022", id: A.8.14, title: Redundancy of information processing facilities}
  - {framework: DORA (EU) 2022/2554, id: Art. 12(4), title: Redundant ICT capacities}
message: "the server {server} alone holds public addresses in the data center, which has no failover group"
unknown: "the export does not show all LANs, servers and NICs of the data center"
not-applicable: "no server of the data center holds a public address"
examples:
  - title: one server alone
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, public: true, failoverGroups: []}, {id: 2, public: false, failoverGroups: []}, {id: 3, failoverGroups: []}]
          servers:
            - {id: a, name: web, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}, {id: n2, lan: 1, ips: [85.215.1.2]}]}
            - {id: b, nics: [{id: n3, lan: 2, ips: [10.0.0.1]}]}
    outcomes: 
      datacenter/dc:
        outcome: fail
        message: 'the server "web" alone holds public addresses in the data center, which has no failover group'
  - title: two servers
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, public: true, failoverGroups: []}, {id: 2, public: false, failoverGroups: []}]
          servers:
            - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.2]}]}
    outcomes: {datacenter/dc: pass}
  - title: a failover group, in a data center that the export shows in part
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, public: true, partial: true, failoverGroups: [{ip: 85.215.1.1}]}]
          servers:
            - {id: a, partial: true}
    outcomes: {datacenter/dc: pass}
  - title: nothing public
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, public: true, failoverGroups: []}, {id: 2, public: false, failoverGroups: []}]
          servers:
            - {id: a, nics: [{id: n1, lan: 2, ips: [10.0.0.1]}, {id: n2, lan: 1, ips: [10.0.0.2]}, {id: n3, lan: 2, ips: [85.215.1.1]}]}
    outcomes: {datacenter/dc: notApplicable}
  - title: a server shows no NICs
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, public: true, failoverGroups: []}, {id: 2, public: false, failoverGroups: []}]
          servers:
            - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, name: b}
    outcomes: {datacenter/dc: unknown}
  - title: the addresses of a NIC were not exported
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, public: true, failoverGroups: []}, {id: 2, public: false, failoverGroups: []}]
          servers:
            - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, nics: [{id: n2, lan: 1}]}
    outcomes: {datacenter/dc: unknown}
  - title: it is not known on which LAN a NIC is
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, public: true, failoverGroups: []}, {id: 2, public: false, failoverGroups: []}]
          servers:
            - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, nics: [{id: n2, ips: [85.215.1.2]}]}
    outcomes: {datacenter/dc: unknown}
  - title: it is not known whether a LAN is public
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: []}]
          servers:
            - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
    outcomes: {datacenter/dc: unknown}
  - title: the lists of LANs and of servers were not exported
    inventory: {datacenters: [{id: dc, name: dc, lans: []}, {id: dd, name: dd, servers: []}]}
    outcomes: {datacenter/dc: unknown, datacenter/dd: unknown}
*/

WITH
  facing(datacenter, server) AS (
    SELECT DISTINCT n.datacenter, n.server
    FROM nics n
    JOIN lans l ON l.datacenter = n.datacenter AND l.id = n.lan
    JOIN addresses a ON a.nic = n.id
    WHERE l.is_public AND a.is_public
  ),
  counted(datacenter, servers, one) AS (
    SELECT datacenter, count(*), server FROM facing GROUP BY datacenter
  ),
  open(datacenter) AS (
    SELECT n.datacenter
    FROM nics n
    LEFT JOIN lans l ON l.datacenter = n.datacenter AND l.id = n.lan
    WHERE NOT n.addresses_known OR l.is_public IS NULL
    UNION
    SELECT id FROM datacenters WHERE NOT (lans_complete AND servers_complete AND nics_complete)
  )
SELECT
  d.subject,
  CASE
    WHEN d.id IN (SELECT datacenter FROM open) THEN 'unknown'
    WHEN c.servers IS NULL THEN 'notApplicable'
    ELSE 'fail'
  END AS outcome,
  coalesce('"' || s.name || '"', c.one) AS server
FROM datacenters d
LEFT JOIN counted c ON c.datacenter = d.id
LEFT JOIN servers s ON s.id = c.one
WHERE NOT EXISTS (SELECT * FROM groups g WHERE g.datacenter = d.id)
  AND (c.servers IS NULL OR c.servers < 2)
