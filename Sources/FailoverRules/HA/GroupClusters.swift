import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// A failover group with the clusters of Pacemaker that move its address.
struct GroupClusters: Sendable {
  let software: GroupSoftware
  let clusters: [HACluster]

  /// A resource of a cluster that puts the address on a node.
  struct Resource {
    let cluster: HACluster
    let id: String
    /// What each copy of the configuration says of it.
    let copies: [ClusterConfiguration.Resource]
    /// What each copy of the state says of it.
    let states: [ClusterState.Resource]

    /// The ids by which constraints may name it.
    var ids: Set<String> { Set(copies.flatMap(\.ids)) }

    /// What configuration and state say of one thing: one certain yes is a yes.
    func flag(
      _ configured: KeyPath<ClusterConfiguration.Resource, Bool?>,
      _ observed: KeyPath<ClusterState.Resource, Bool?>
    ) -> Bool? {
      let own = common(copies.map { $0[keyPath: configured] })
      let seen = common(states.map { $0[keyPath: observed] })
      if states.isEmpty || states.allSatisfy({ $0[keyPath: observed] == nil }) { return own }
      return seen
    }
  }

  var resources: [Resource] {
    clusters.flatMap { cluster in
      let ids = Set(cluster.resources(with: software.address).map(\.id)).sorted()
      return ids.map { id in
        Resource(
          cluster: cluster, id: id,
          copies: cluster.configurations.flatMap { $0.resources.filter { $0.id == id } },
          states: cluster.copies.compactMap(\.current).flatMap {
            $0.resources.filter { $0.id == id }
          })
      }
    }
  }
}

/// A rule about every failover group whose address a cluster of Pacemaker moves.
protocol GroupClusterRule: GroupSoftwareRule {
  func judge(_ clusters: GroupClusters) -> Judgement
}

extension GroupClusterRule {
  func judge(_ software: GroupSoftware) -> Judgement {
    let clusters = software.evidence.clusters(with: software.address)
    if clusters.isEmpty { return .notApplicable("no cluster of Pacemaker has the address") }
    return judge(GroupClusters(software: software, clusters: clusters))
  }
}

/// The value that all who know one give; nil if none does, or they differ.
func common<Value: Hashable>(_ values: [Value?]) -> Value? {
  let known = Set(values.compactMap(\.self))
  return known.count == 1 ? known.first : nil
}

extension HACluster {
  /// What the states say of one thing; where they say nothing, what the configurations say.
  func value<Value: Hashable>(
    _ observed: KeyPath<ClusterState, Value?>, _ configured: KeyPath<ClusterConfiguration, Value?>
  ) -> Value? {
    let seen = copies.compactMap { $0.state?[keyPath: observed] }
    if !seen.isEmpty { return common(seen.map { Optional($0) }) }
    return common(configurations.map { $0[keyPath: configured] })
  }

  /// How many nodes it has, if that is known.
  var nodeCount: Int? {
    let counts = configurations.map { $0.nodes.count }
    return Set(counts).count == 1 ? counts.first : nil
  }

  /// Where its properties are.
  var place: Place? { configurations.first?.propertiesPlace }
}

/// Examples of clusters.
enum ClusterExamples {
  /// Two servers whose host names are those of the nodes.
  static func estate() -> ExampleEstate { SoftwareExamples.estate() }

  /// A CIB of two nodes that moves the address.
  ///
  /// - Parameters:
  ///   - properties: elements of the cluster's property set.
  ///   - meta: elements of the resource's meta attributes.
  ///   - extra: further resources.
  ///   - constraints: elements of the constraints.
  ///   - nodes: what is in the element of the first node.
  ///   - attributes: attributes of the root.
  static func cib(
    properties: String = "", meta: String = "", operations: String = monitor, extra: String = "",
    constraints: String = "", nodes: String = "", attributes: String = "have-quorum=\"1\"",
    status: String = ""
  ) -> String {
    """
    <cib validate-with="pacemaker-3.0" \(attributes)>
      <configuration>
        <crm_config>
          <cluster_property_set id="options">\(properties)</cluster_property_set>
        </crm_config>
        <nodes>
          <node id="1" uname="web-a">\(nodes)</node>
          <node id="2" uname="web-b"/>
        </nodes>
        <resources>
          <primitive id="vip" class="ocf" provider="heartbeat" type="IPaddr2">
            <instance_attributes id="vip-attributes">
              <nvpair id="vip-ip" name="ip" value="85.215.1.1"/>
            </instance_attributes>
            <meta_attributes id="vip-meta">\(meta)</meta_attributes>
            <operations>\(operations)</operations>
          </primitive>
          \(extra)
        </resources>
        <constraints>\(constraints)</constraints>
      </configuration>
      \(status)
    </cib>
    """
  }

  static let monitor = "<op id=\"vip-monitor\" name=\"monitor\" interval=\"10s\"/>"

  static func pair(_ name: String, _ value: String) -> String {
    "<nvpair id=\"\(name)\" name=\"\(name)\" value=\"\(value)\"/>"
  }

  /// What crm_mon says of two nodes.
  ///
  /// - Parameters:
  ///   - first: attributes of the first node in place of the usual ones.
  ///   - bans: elements of the bans.
  static func state(
    _ first: String =
      "online=\"true\" standby=\"false\" maintenance=\"false\" pending=\"false\" unclean=\"false\"",
    bans: String = "", quorum: String = "true"
  ) -> String {
    """
    <pacemaker-result api-version="2.30">
      <summary>
        <current_dc present="true" name="web-a" with_quorum="\(quorum)"/>
        <cluster_options maintenance-mode="false" stop-all-resources="false"/>
      </summary>
      <nodes>
        <node name="web-a" id="1" \(first)/>
        <node name="web-b" id="2" online="true" standby="false" maintenance="false" pending="false" unclean="false"/>
      </nodes>
      <resources>
        <resource id="vip" resource_agent="ocf:heartbeat:IPaddr2" role="Started" managed="true">
          <node name="web-a" id="1"/>
        </resource>
      </resources>
      <bans>\(bans)</bans>
    </pacemaker-result>
    """
  }

  /// An example with a CIB, and with what crm_mon says unless that is nil.
  static func example(
    _ title: String, _ cib: String, _ state: String?, _ outcome: Outcome, line: Int = #line
  ) -> Example {
    Example(
      title, estate(),
      evidence: hosts + [ExampleEvidence("web-a/cib.xml", cib)]
        + (state.map { [ExampleEvidence("web-a/crm_mon.xml", $0)] } ?? []),
      outcomes: [SoftwareExamples.group: outcome], line: line)
  }

  /// An example with a CIB, and with a state in which all is well.
  static func example(
    _ title: String, _ cib: String, _ outcome: Outcome, line: Int = #line
  ) -> Example {
    example(title, cib, state(), outcome, line: line)
  }

  /// An example in which no cluster has the address.
  static let withoutCluster = Example(
    "no cluster has the address", estate(),
    evidence: [.nodes(SoftwareExamples.configured("s1", SoftwareExamples.vrrp()))],
    outcomes: [SoftwareExamples.group: .notApplicable])

  private static let hosts = ["a", "b"].enumerated().map { number, letter in
    ExampleEvidence(
      "web-\(letter)/host.json",
      OrderedJSON.object([
        ("format", "failover-ha-host/1"), ("productUuid", .string("s\(number + 1)")),
      ]).indented)
  }
}
