#compdef failover-audit

__failover-audit_complete() {
    local -ar non_empty_completions=("${@:#(|:*)}")
    local -ar empty_completions=("${(M)@:#(|:*)}")
    _describe -V '' non_empty_completions -- empty_completions -P $'\'\''
}

__failover-audit_custom_complete() {
    local -a completions
    completions=("${(@f)"$("${command_name}" "${@}" "${command_line[@]}")"}")
    if [[ "${#completions[@]}" -gt 1 ]]; then
        __failover-audit_complete "${completions[@]:0:-1}"
    fi
}

__failover-audit_cursor_index_in_current_word() {
    if [[ -z "${QIPREFIX}${IPREFIX}${PREFIX}" ]]; then
        printf 0
    else
        printf %s "${#${(z)LBUFFER}[-1]}"
    fi
}

_failover-audit() {
    emulate -RL zsh -G
    setopt extendedglob nullglob numericglobsort
    unsetopt aliases banghist

    local -xr SAP_SHELL=zsh
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(builtin emulate zsh -c 'printf %s "${ZSH_VERSION}"')"
    local -r SAP_SHELL_VERSION

    local context state state_descr line
    local -A opt_args

    local -r command_name="${words[1]}"
    local -ar command_line=("${words[@]}")
    local -ir current_word_index="$((CURRENT - 1))"

    local -i ret=1
    local -ar arg_specs=(
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
        '(-): :->command'
        '(-)*:: :->arg'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0
    case "${state}" in
    command)
        local -ar subcommands=(
            'scan:Audit exports and report.'
            'report:Make reports from a report that was saved as JSON.'
            'merge:Join reports of different contracts or data centers into one.'
            'compare:Show what is new, fixed or changed between two reports that were saved as JSON.'
            'baseline:Make the file of known failures from a report that was saved as JSON.'
            'history:Show the runs that were kept with scan --history, and what is open since when.'
            'verify:Check the evidence of an audit, and perform the audit again.'
            'simulate:Show which groups would go down if a zone, server or data center were lost.'
            'convert:Write an inventory in the neutral format, as JSON or XML.'
            'query:Query exports in SQL.'
            'schema:List the tables, columns and functions that SQL can use.'
            'rules:List all rules.'
            'explain:Explain a rule: why it matters, what to do, and examples.'
            'test-rules:Run the examples of rule files, and show every difference.'
            'new-rule:Write a rule file with a statement and examples that hold already.'
            'config:Check the configuration, and show what applies.'
            'help:Show subcommand help information.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        scan|report|merge|compare|baseline|history|verify|simulate|convert|query|schema|rules|explain|test-rules|new-rule|config|help)
            "_failover-audit_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_failover-audit_scan() {
    local -i ret=1
    local -ar ___report=('text' 'html' 'junit' 'json' 'ledger' 'sarif' 'sarif-github' 'gitlab' 'github' 'markdown' 'csv' 'ocsf' 'oscal' 'prometheus' 'tap')
    local -ar ___junit_skipped=('message' 'text')
    local -ar ___junit_profile=('strict' 'rich')
    local -ar ___select=('redundancy' 'primary-ip' 'access-rights' 'master' 'surroundings' 'data-quality' 'ha-software' 'waivers')
    local -ar ___skip=('redundancy' 'primary-ip' 'access-rights' 'master' 'surroundings' 'data-quality' 'ha-software' 'waivers')
    local -ar ___fail_on=('note' 'warning' 'error')
    local -ar arg_specs=(
        '*:inputs:_files'
        '*--report[Write a report to standard output, or to a file with FORMAT=PATH. May be repeated.]:format\[=path\]:{__failover-audit_complete "${___report[@]}"}'
        '--junit-skipped[Where JUnit reports say why a case was skipped\: message (an attribute) or text (as old schemas of Jenkins want it).]:message|text:{__failover-audit_complete "${___junit_skipped[@]}"}'
        '--junit-profile[Which attributes JUnit cases have\: strict (only what all schemas allow) or rich (with file and line).]:strict|rich:{__failover-audit_complete "${___junit_profile[@]}"}'
        '(--verbose -v)'{--verbose,-v}'[Show every group in the text report.]'
        '(--quiet -q)'{--quiet,-q}'[Write only the reports.]'
        '*--select[Run only these rules or families (comma-separated, may be repeated).]:rule|family:{__failover-audit_complete "${___select[@]}"}'
        '*--skip[Skip these rules or families (comma-separated, may be repeated).]:rule|family:{__failover-audit_complete "${___skip[@]}"}'
        '*--set[Set a parameter of a rule, such as single-zone-group.minimum-zones=3. May be repeated.]:rule.name=value:'
        '*--severity[Give a rule another severity\: note, warning or error. May be repeated.]:rule=severity:'
        '*--own-ranges[Your own IPv4 ranges (BYOIP), treated as public and reserved (comma-separated, may be repeated).]:cidr:'
        '*--exclude[Do not read files and folders of this name, such as '\''*.tfstate'\'' or '\''old/**'\''. May be repeated.]:glob:'
        '*--ha[A folder of evidence of the failover software, as scripts/collect-ha.sh fills it\: a folder for each host. May be repeated.]:folder:_files -/'
        '*--datacenter[A data center that the export must hold, by id or name (a UUID is an id); the audit is incomplete without it. May be repeated.]:id|name:'
        '--fail-on[Exit with code 1 if a failure has at least this severity\: note, warning or error. (default\: warning)]:severity:{__failover-audit_complete "${___fail_on[@]}"}'
        '--allow-unknown[Do not count unknown outcomes and incomplete exports; the reports say so.]'
        '--no-allow-unknown[Count them (the default); overrides allow-unknown\: true in the configuration.]'
        '*--waivers[A YAML file of failures that somebody accepted for a time. May be repeated.]:file:_files'
        '--no-waivers[Ignore waivers; waived failures count as failures. The reports say so.]'
        '--baseline[Ignore failures listed in this baseline file (create it with failover-audit baseline).]:file:_files'
        '--strict-baseline[Fail if a baseline entry no longer matches a failure.]'
        '--no-baseline[Ignore the baseline of the configuration.]'
        '*--rules[Also load the rules in this folder\: <id>.sql, and <id>.yaml with a program. May be repeated.]:folder:_files -/'
        '--allow-programs[Let rules that are programs start them.]'
        '--rule-seconds[Seconds that a rule in SQL or a program may run (30 in SQL, 60 for a program, 300 for the rules of the program itself).]:n:'
        '--rule-memory[Megabytes of memory that a rule in SQL or a program may use (256 in SQL, 4096 for a program and for the rules of the program itself).]:n:'
        '--rule-rows[Rows that a rule in SQL may answer with (1000000; 20000000 for the rules of the program itself).]:n:'
        '--config[The configuration; failover-audit.yml of the working directory unless given.]:file:_files'
        '--no-config[Read no configuration.]'
        '--history[Record the run in this SQLite file, and report how long findings have been open.]:file:_files'
        '--force[Record a run of another estate, or of an older time, in the history all the same.]'
        '--evidence[Write all that proves the audit into a new folder, for failover-audit verify.]:folder:_files -/'
        '--with-inputs[Keep copies of the inputs with the evidence; the copies are audited.]'
        '--jobs[Workers; one for each core unless given. It changes no report.]:n:'
        '--names-below[Name the inputs by their paths below this folder, as if all of it were scanned\: for merge.]:folder:_files -/'
        '--reproducible[Leave the time out of reports, unless SOURCE_DATE_EPOCH gives one.]'
        '--no-digest[Leave the inputs'\'' SHA-256 out; the reports say so.]'
        '--timings[Write how long each stage of the audit took, as JSON; reports do not show it.]:path:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_failover-audit_report() {
    local -i ret=1
    local -ar ___report=('text' 'html' 'junit' 'json' 'ledger' 'sarif' 'sarif-github' 'gitlab' 'github' 'markdown' 'csv' 'ocsf' 'oscal' 'prometheus' 'tap')
    local -ar ___junit_skipped=('message' 'text')
    local -ar ___junit_profile=('strict' 'rich')
    local -ar arg_specs=(
        ':file:_files'
        '*--report[Write a report to standard output, or to a file with FORMAT=PATH. May be repeated.]:format\[=path\]:{__failover-audit_complete "${___report[@]}"}'
        '--junit-skipped[Where JUnit reports say why a case was skipped\: message (an attribute) or text (as old schemas of Jenkins want it).]:message|text:{__failover-audit_complete "${___junit_skipped[@]}"}'
        '--junit-profile[Which attributes JUnit cases have\: strict (only what all schemas allow) or rich (with file and line).]:strict|rich:{__failover-audit_complete "${___junit_profile[@]}"}'
        '(--verbose -v)'{--verbose,-v}'[Show every group in the text report.]'
        '(--quiet -q)'{--quiet,-q}'[Write only the reports.]'
        '*--rules[Also load the rules in this folder. May be repeated.]:folder:_files -/'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_failover-audit_merge() {
    local -i ret=1
    local -ar ___report=('text' 'html' 'junit' 'json' 'ledger' 'sarif' 'sarif-github' 'gitlab' 'github' 'markdown' 'csv' 'ocsf' 'oscal' 'prometheus' 'tap')
    local -ar ___junit_skipped=('message' 'text')
    local -ar ___junit_profile=('strict' 'rich')
    local -ar arg_specs=(
        '*:files:_files -g '\''*.json'\'''
        '*--waivers[A waiver file that the reports were made with. May be repeated.]:file:_files'
        '--baseline[The baseline that the reports were made with.]:file:_files'
        '*--report[Write a report to standard output, or to a file with FORMAT=PATH. May be repeated.]:format\[=path\]:{__failover-audit_complete "${___report[@]}"}'
        '--junit-skipped[Where JUnit reports say why a case was skipped\: message (an attribute) or text (as old schemas of Jenkins want it).]:message|text:{__failover-audit_complete "${___junit_skipped[@]}"}'
        '--junit-profile[Which attributes JUnit cases have\: strict (only what all schemas allow) or rich (with file and line).]:strict|rich:{__failover-audit_complete "${___junit_profile[@]}"}'
        '(--verbose -v)'{--verbose,-v}'[Show every group in the text report.]'
        '(--quiet -q)'{--quiet,-q}'[Write only the reports.]'
        '--history[Record the run in this SQLite file, and report how long findings have been open.]:file:_files'
        '--force[Record a run of another estate, or of an older time, in the history all the same.]'
        '*--rules[Also load the rules in this folder. May be repeated.]:folder:_files -/'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_failover-audit_compare() {
    local -i ret=1
    local -ar arg_specs=(
        ':old:_files'
        ':new:_files'
        '--fail-on-new[End with exit code 1 if something new fails.]'
        '*--report[Write it to standard output, or to a file with FORMAT=PATH\: text, markdown, json, html. May be repeated.]:format\[=path\]:'
        '(--verbose -v)'{--verbose,-v}'[List every finding in the text, unchanged ones as well.]'
        '(--quiet -q)'{--quiet,-q}'[Write only the reports.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_failover-audit_baseline() {
    local -i ret=1
    local -ar arg_specs=(
        ':report:_files'
        '--shrink[Keep only entries of this baseline\: other failures stay violations.]:file:_files'
        '(--output -o)'{--output,-o}'[Where to write it; standard output unless given. It may be the file of --shrink.]:path:_files'
        '*--rules[Also load the rules in this folder. May be repeated.]:folder:_files -/'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_failover-audit_history() {
    local -i ret=1
    local -ar ___format=('text' 'json' 'csv')
    local -ar arg_specs=(
        ':file:_files'
        '--runs[How many runs to show, the last ones.]:n:'
        '--open[How many open findings to show, the oldest first.]:n:'
        '--format[How to show it.]:text|json|csv:{__failover-audit_complete "${___format[@]}"}'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_failover-audit_verify() {
    local -i ret=1
    local -ar arg_specs=(
        ':folder:_files -/'
        '*--inputs[Where inputs are that the folder does not hold\: files or folders. May be repeated.]:path:_files'
        '--sha256[What the digest of the manifest must be.]:hex:'
        '--allow-programs[Let rules that are programs start them.]'
        '--rule-seconds[Seconds that a rule in SQL or a program may run (30 in SQL, 60 for a program, 300 for the rules of the program itself).]:n:'
        '--rule-memory[Megabytes of memory that a rule in SQL or a program may use (256 in SQL, 4096 for a program and for the rules of the program itself).]:n:'
        '--rule-rows[Rows that a rule in SQL may answer with (1000000; 20000000 for the rules of the program itself).]:n:'
        '--jobs[Workers; one for each core unless given.]:n:'
        '(--quiet -q)'{--quiet,-q}'[Print nothing but what differs.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_failover-audit_simulate() {
    local -i ret=1
    local -ar arg_specs=(
        '*:inputs:_files'
        '*--without[What is lost\: zone=ZONE_1, zone=ZONE_1@DATACENTER-ID, server=ID or datacenter=ID. May be repeated\: all of them are lost together.]:what:'
        '--each[Lose every zone, server or datacenter, one by one.]:zone|server|datacenter:'
        '*--report[Write a report (text, json or html) to standard output, or to a file with FORMAT=PATH. May be repeated.]:format\[=path\]:'
        '--fail-on[Exit with code 1 at this result or worse\: failover, unprotected or outage.]:result:'
        '--allow-unknown[Do not count unknown results and incomplete exports; the reports say so.]'
        '(--verbose -v)'{--verbose,-v}'[Show every group or server in the text report.]'
        '--jobs[Workers that read; one for each core unless given.]:n:'
        '*--exclude[Do not read files and folders of this name, such as '\''*.tfstate'\'' or '\''old/**'\''. May be repeated.]:glob:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_failover-audit_convert() {
    local -i ret=1
    local -ar ___to=('json' 'xml')
    local -ar arg_specs=(
        '*:inputs:_files'
        '--to[The form to write.]:json|xml:{__failover-audit_complete "${___to[@]}"}'
        '(--output -o)'{--output,-o}'[Where to write; standard output unless given.]:path:_files'
        '*--exclude[Do not read files and folders of this name, such as '\''*.tfstate'\'' or '\''old/**'\''. May be repeated.]:glob:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_failover-audit_query() {
    local -i ret=1
    local -ar ___format=('table' 'csv' 'json')
    local -ar arg_specs=(
        '*:statement, inputs:'
        '--file[Read the statement from a file.]:file:_files'
        '--format[How to write the answer.]:table|csv|json:{__failover-audit_complete "${___format[@]}"}'
        '--max-seconds[Stop after so many seconds.]:n:'
        '--max-rows[Stop if the answer has more rows.]:n:'
        '--max-memory[Stop if it needs more memory, in bytes or such as 512M; as much again may go to the answer.]:size:'
        '*--own-ranges[Your own IPv4 ranges (BYOIP), treated as public and reserved (comma-separated, may be repeated).]:cidr:'
        '*--ha[A folder of evidence of the failover software. May be repeated.]:folder:_files -/'
        '--jobs[Workers that read; one for each core unless given.]:n:'
        '*--exclude[Do not read files and folders of this name, such as '\''*.tfstate'\'' or '\''old/**'\''. May be repeated.]:glob:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_failover-audit_schema() {
    local -i ret=1
    local -ar ___format=('text' 'markdown' 'json')
    local -ar arg_specs=(
        '--format[How to write it.]:text|markdown|json:{__failover-audit_complete "${___format[@]}"}'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_failover-audit_rules() {
    local -i ret=1
    local -ar arg_specs=(
        '--json[Print all that is declared of each rule, as JSON.]'
        '*--rules[Also load the rules in this folder. May be repeated.]:folder:_files -/'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_failover-audit_explain() {
    local -i ret=1
    local -ar _rule=('active-without-address' 'address-consumer-mismatch' 'address-held-outside-ha' 'address-in-other-location' 'address-in-two-groups' 'address-not-managed' 'address-not-public' 'address-not-reserved' 'address-right-without-operator' 'ambiguous-member-names' 'broad-waiver' 'cluster-node-unusable' 'cluster-not-in-control' 'conflicting-records' 'crowded-master' 'departed-block-creator' 'duplicate-address' 'duplicate-mac' 'expired-waiver' 'expiring-waiver' 'failover-ip-not-primary' 'fencing-off' 'firewall-blocks-vrrp' 'ha-evidence-missing' 'ha-master-differs' 'ha-service-not-started' 'holder-not-a-member' 'ignored-ha-setting' 'inactive-user-with-right' 'incomplete-export' 'ipv6-without-failover' 'lan-not-public' 'leftover-move' 'long-waiver' 'managed-address-without-group' 'master-concentration' 'master-missing' 'master-not-a-member' 'master-not-running' 'mixed-address-block' 'mixed-server-types' 'no-active-holder' 'no-failover-configured' 'no-health-check' 'operator-without-address-right' 'peer-firewall-blocks-vrrp' 'prefix-differs' 'primary-ip-reused' 'primary-role-mismatch' 'resource-in-transition' 'router-id-clash' 'self-approved-waiver' 'several-active-holders' 'several-masters' 'shared-address-without-group' 'single-address-operator' 'single-server-group' 'single-zone-group' 'stale-export' 'standby-not-running' 'unclear-election' 'unequal-members' 'unnamed-group-lan' 'unplaced-ha-evidence' 'unprotected-datacenter' 'unused-waiver' 'virtual-mac-used' 'vrrp-mismatch' 'vrrp-peers-incomplete' 'zone-loss-outage')
    local -ar arg_specs=(
        ':rule:{__failover-audit_complete "${_rule[@]}"}'
        '*--rules[Also load the rules in this folder. May be repeated.]:folder:_files -/'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_failover-audit_test-rules() {
    local -i ret=1
    local -ar arg_specs=(
        '*:paths:_files'
        '--mutate[Change each condition in SQL and list the changes that fail no example.]'
        '--allow-programs[Let rules that are programs start them.]'
        '--rule-seconds[Seconds that a rule in SQL or a program may run (30 in SQL, 60 for a program, 300 for the rules of the program itself).]:n:'
        '--rule-memory[Megabytes of memory that a rule in SQL or a program may use (256 in SQL, 4096 for a program and for the rules of the program itself).]:n:'
        '--rule-rows[Rows that a rule in SQL may answer with (1000000; 20000000 for the rules of the program itself).]:n:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_failover-audit_new-rule() {
    local -i ret=1
    local -ar arg_specs=(
        ':id:'
        '(--directory -d)'{--directory,-d}'[The folder; it is made if it is missing.]:folder:_files -/'
        '--program[Write a rule that is a program in Python\: ID.yaml and ID.py.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_failover-audit_config() {
    local -i ret=1
    local -ar ___select=('redundancy' 'primary-ip' 'access-rights' 'master' 'surroundings' 'data-quality' 'ha-software' 'waivers')
    local -ar ___skip=('redundancy' 'primary-ip' 'access-rights' 'master' 'surroundings' 'data-quality' 'ha-software' 'waivers')
    local -ar ___fail_on=('note' 'warning' 'error')
    local -ar arg_specs=(
        '*--select[Run only these rules or families (comma-separated, may be repeated).]:rule|family:{__failover-audit_complete "${___select[@]}"}'
        '*--skip[Skip these rules or families (comma-separated, may be repeated).]:rule|family:{__failover-audit_complete "${___skip[@]}"}'
        '*--set[Set a parameter of a rule, such as single-zone-group.minimum-zones=3. May be repeated.]:rule.name=value:'
        '*--severity[Give a rule another severity\: note, warning or error. May be repeated.]:rule=severity:'
        '*--own-ranges[Your own IPv4 ranges (BYOIP), treated as public and reserved (comma-separated, may be repeated).]:cidr:'
        '*--exclude[Do not read files and folders of this name, such as '\''*.tfstate'\'' or '\''old/**'\''. May be repeated.]:glob:'
        '*--ha[A folder of evidence of the failover software, as scripts/collect-ha.sh fills it\: a folder for each host. May be repeated.]:folder:_files -/'
        '*--datacenter[A data center that the export must hold, by id or name (a UUID is an id); the audit is incomplete without it. May be repeated.]:id|name:'
        '--fail-on[Exit with code 1 if a failure has at least this severity\: note, warning or error. (default\: warning)]:severity:{__failover-audit_complete "${___fail_on[@]}"}'
        '--allow-unknown[Do not count unknown outcomes and incomplete exports; the reports say so.]'
        '--no-allow-unknown[Count them (the default); overrides allow-unknown\: true in the configuration.]'
        '*--waivers[A YAML file of failures that somebody accepted for a time. May be repeated.]:file:_files'
        '--no-waivers[Ignore waivers; waived failures count as failures. The reports say so.]'
        '--baseline[Ignore failures listed in this baseline file (create it with failover-audit baseline).]:file:_files'
        '--strict-baseline[Fail if a baseline entry no longer matches a failure.]'
        '--no-baseline[Ignore the baseline of the configuration.]'
        '*--rules[Also load the rules in this folder\: <id>.sql, and <id>.yaml with a program. May be repeated.]:folder:_files -/'
        '--allow-programs[Let rules that are programs start them.]'
        '--rule-seconds[Seconds that a rule in SQL or a program may run (30 in SQL, 60 for a program, 300 for the rules of the program itself).]:n:'
        '--rule-memory[Megabytes of memory that a rule in SQL or a program may use (256 in SQL, 4096 for a program and for the rules of the program itself).]:n:'
        '--rule-rows[Rows that a rule in SQL may answer with (1000000; 20000000 for the rules of the program itself).]:n:'
        '--config[The configuration; failover-audit.yml of the working directory unless given.]:file:_files'
        '--no-config[Read no configuration.]'
        '--effective[Print what applies and where each value comes from.]'
        '--schema[Print the JSON Schema of a configuration.]'
        '--waivers-schema[Print the JSON Schema of a waiver file.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_failover-audit_help() {
    local -i ret=1
    local -ar arg_specs=(
        '*:subcommands:'
        '--version[Show the version.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

if [[ "${funcstack[1]}" = _failover-audit ]]; then
    _failover-audit "${@}"
else
    compdef _failover-audit failover-audit
fi
