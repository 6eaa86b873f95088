/*
id: departed-block-creator
title: the creator of an IP block with failover groups can still log in
severity: note
family: access-rights
subjects: group-blocks
rationale: >
  The user who created a block may use its addresses without any share. When that person has left, the right has
  gone with them, and it turns out during the next incident that nobody else was given one.
remediation: >
  Give a group of users a share on the block, and see that two people at least are in it.
references:
  - {title: "IONOS Cloud: IPv4 addresses", url: "https://docs.ionos.com/cloud/network-services/vdc-networking/ip-address/ipv4/overview"}
  - {title: "IONOS Cloud API v6", url: "https://api.ionos.com/docs/cloud/v6/"}
controls:
  - {framework: "ISO/IEC 27001:2022", id: A.5.18, title: Access rights}
  - {framework: NIST SP 800-53 r5, id: AC-2, title: Account Management}
message: "the block was created by {creator}, who {state}"
unknown: "whether the block's creator can still log in is not known: {state}"
unknown-remedy: >
  Export again with IP blocks and the complete list of users, as `scripts/export.sh` does, with a token of the
  contract owner or of an administrator, and repeat the audit.
examples:
  - title: the creator is active
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
          servers:
            - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
      ipBlocks: [{id: block, creator: u1, ips: [85.215.1.1]}, {id: beside, creator: u1, ips: [85.215.1.9]}]
      users: [{id: u1, email: a@example.com, active: true}]
    outcomes: {ipblock/block: pass}
  - title: the creator was set inactive
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
          servers:
            - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
      ipBlocks: [{id: block, creator: u1, ips: [85.215.1.1]}, {id: beside, creator: u1, ips: [85.215.1.9]}]
      users: [{id: u1, email: a@example.com, active: false}]
    outcomes: 
      ipblock/block: {outcome: fail, message: 'the block was created by a@example.com, who is not active'}
  - title: the creator is not a user any more
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
          servers:
            - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
      ipBlocks: [{id: block, creator: u1, ips: [85.215.1.1]}, {id: beside, creator: u1, ips: [85.215.1.9]}]
      users: [{id: u2, email: b@example.com, active: true}]
    outcomes: 
      ipblock/block: {outcome: fail, message: 'the block was created by u1, who is not a user any more'}
  - title: the users were not exported
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
          servers:
            - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
      ipBlocks: [{id: block, creator: u1, ips: [85.215.1.1]}, {id: beside, creator: u1, ips: [85.215.1.9]}]
    outcomes:
      ipblock/block:
        outcome: unknown
        message: "whether the block's creator can still log in is not known: the export does not show all users"
  - title: the creator was not exported
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
          servers:
            - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
      ipBlocks: [{id: block, ips: [85.215.1.1]}, {id: beside, ips: [85.215.1.9]}]
      users: [{id: u2, email: b@example.com, active: true}]
    outcomes:
      ipblock/block:
        outcome: unknown
        message: "whether the block's creator can still log in is not known: the export does not name the creator"
  - title: it is not known whether the creator is active
    inventory:
      datacenters:
        - id: dc
          lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
          servers:
            - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
            - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
      ipBlocks: [{id: block, creator: u1, ips: [85.215.1.1]}, {id: beside, creator: u1, ips: [85.215.1.9]}]
      users: [{id: u1, email: a@example.com}]
    outcomes:
      ipblock/block:
        outcome: unknown
        message: "whether the block's creator can still log in is not known: the export does not show whether that user is active"
*/

SELECT
  b.subject,
  CASE
    WHEN NOT u.is_active OR (b.creator IS NOT NULL AND u.id IS NULL AND l.is_complete) THEN 'fail'
    ELSE 'unknown'
  END AS outcome,
  coalesce(u.email, b.creator) AS creator,
  CASE
    WHEN b.creator IS NULL THEN 'the export does not name the creator'
    WHEN NOT u.is_active THEN 'is not active'
    WHEN u.id IS NOT NULL THEN 'the export does not show whether that user is active'
    WHEN l.is_complete THEN 'is not a user any more'
    ELSE 'the export does not show all users'
  END AS state
FROM ip_blocks b
JOIN lists l ON l.name = 'users'
LEFT JOIN users u ON u.id = b.creator
WHERE b.id IN (SELECT block FROM groups) AND u.is_active IS NOT TRUE
