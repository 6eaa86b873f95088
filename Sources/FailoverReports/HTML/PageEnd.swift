import FailoverAudit

/// How to read the page, and what made it.
struct PageEnd {
  let report: Report

  var html: HTML {
    """
    <section id="reading" aria-labelledby="reading-title">
    <h2 id="reading-title">How to read this report</h2>
    <p>A failover group is a public address that moves to a standby server when something fails. \
    It holds only if its members are on different servers in different zones, if the address is \
    reserved and the right people may use it, and if its master is consistent. Each rule checks one \
    such question of each of its subjects, and gives one of these outcomes:</p>
    \(PageEnd.outcomes)
    \(groups)
    <p>A drawing shows the address of a group at the top, the zones below it as frames, and in \
    them the servers with those of their NICs that hold the address. A thick line leads to the master, \
    dashed lines to its standbys. What should be there and is not is drawn with a dashed frame.</p>
    <p>Exit codes: 0 compliant, 1 violations, 2 incomplete. This audit ended with \
    \(Int(report.verdict.exitCode)). Findings keep their fingerprints from one audit to the next. \
    They support evidence for the controls that are named with them; they prove none.</p>
    </section>
    </main>
    \(footer)
    <script>\(HTML(.script))</script>
    </body>
    </html>

    """
  }

  private static let outcomes: HTML = """
    <dl class="words">
    <div><dt>pass</dt><dd>The subject complies, and the export proves it.</dd></div>
    <div><dt>fail</dt><dd>The subject does not comply, and the export proves it. <b>error</b>: \
    the group cannot do its job, or breaks a rule of the platform. <b>warning</b>: redundancy or rights \
    are weaker than recommended. <b>note</b>: advice.</dd></div>
    <div><dt>unknown</dt><dd>The export lacks what is needed to decide. It is never counted as a \
    pass.</dd></div>
    <div><dt>not applicable</dt><dd>The question does not arise for this subject.</dd></div>
    <div><dt>error</dt><dd>The rule itself broke; the subject was not judged.</dd></div>
    <div><dt>waived</dt><dd>The subject fails, and somebody accepted that in writing, for a \
    time.</dd></div>
    <div><dt>baselined</dt><dd>The subject fails as it did when the baseline was made, so it does not \
    count again.</dd></div>
    </dl>
    """

  private var groups: HTML {
    """
    <p>A group is <b>at risk</b> if a rule of severity \(report.settings.failOn.rawValue) or above \
    fails for it, or for a NIC, LAN or address of it; <b>not judged</b> if none fails and \
    something is unknown; <b>accepted</b> if its failures were accepted in writing; and <b>compliant</b> \
    otherwise. If no such rule was run on groups, none is called compliant.</p>
    """
  }

  private var footer: HTML {
    let time = report.time.map { time -> HTML in " on \(PageWords.time(time))" }
    let files = RunData(report: report).sentences.map { sentence -> HTML in " \(sentence)." }
    return """
      <footer>
      <p>Made by failover-audit \(report.toolVersion)\(time). \
      Rule set <span class="digest">\(report.ruleSetDigest)</span>.\(files) \
      This page loads nothing and sends nothing.</p>
      </footer>
      """
  }
}
