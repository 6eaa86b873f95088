/*
id: unnamed-group-lan
title: a LAN that has failover groups has a name
severity: note
family: surroundings
loss: clarity
subjects: lans
rationale: >
  When a failover group fails at night, the person on call sees the number of a LAN and has to find out what it is
  for. A name says it, in the console as in every report.
remediation: >
  Give the LAN a name that says what its failover groups are for, such as "shop front".
references:
  - {title: "IONOS Cloud: IP failover", url: "https://docs.ionos.com/cloud/network-services/vdc-networking/ip-failover/overview"}
controls:
  - {framework: "ISO/IEC 27001:2022", id: A.5.9, title: Inventory of information and other associated assets}
  - {framework: NIST SP 800-53 r5, id: CM-8, title: System Component Inventory}
message: "the LAN has failover groups ({groups} of them) and no name"
unknown: "the export does not say whether the LAN has a name"
not-applicable: "the LAN has no failover group"
requires: [failover_known]
examples:
  - title: a LAN with a name
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, name: shop front, failoverGroups: [{ip: 85.215.1.1}]}]
    outcomes: {lan/dc/1: pass}
  - title: a LAN with two groups and no name
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, name: "", failoverGroups: [{ip: 85.215.1.1}, {ip: 85.215.1.2}]}]
    outcomes:
      lan/dc/1: {outcome: fail, message: the LAN has failover groups (2 of them) and no name}
  - title: a LAN without a group needs no name
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, public: true, failoverGroups: []}, {id: 2, partial: true}]
    outcomes: {lan/dc/1: notApplicable}
  - title: the export does not say whether the LAN has a name
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, public: true, failoverGroups: [{ip: 85.215.1.1}]}]
    outcomes:
      lan/dc/1: {outcome: unknown, message: the export does not say whether the LAN has a name}
  - title: the failover list was not exported
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, name: shop front}]
    outcomes: {lan/dc/1: unknown}
*/

SELECT
  subject,
  CASE WHEN group_count = 0 THEN 'notApplicable' WHEN name_known THEN 'fail' ELSE 'unknown' END AS outcome,
  group_count AS groups
FROM lans
WHERE has_properties = 1 AND failover_known = 1 AND (group_count = 0 OR name IS NULL)
