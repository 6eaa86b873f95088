function __failover-audit_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __failover-audit_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __failover-audit_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __failover-audit_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __failover-audit_parse_tokens -S
    set -l unparsed_tokens (__failover-audit_tokens -pc)
    switch $unparsed_tokens[1]
    case 'failover-audit'
        __failover-audit_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'scan'
            __failover-audit_parse_subcommand -r 1 'report=+' 'junit-skipped=' 'junit-profile=' 'v/verbose' 'q/quiet' 'select=+' 'skip=+' 'set=+' 'severity=+' 'own-ranges=+' 'exclude=+' 'ha=+' 'datacenter=+' 'fail-on=' 'allow-unknown' 'no-allow-unknown' 'waivers=+' 'no-waivers' 'baseline=' 'strict-baseline' 'no-baseline' 'rules=+' 'allow-programs' 'rule-seconds=' 'rule-memory=' 'rule-rows=' 'config=' 'no-config' 'history=' 'force' 'evidence=' 'with-inputs' 'jobs=' 'names-below=' 'reproducible' 'no-digest' 'timings=' 'version' 'h/help'
        case 'report'
            __failover-audit_parse_subcommand 1 'report=+' 'junit-skipped=' 'junit-profile=' 'v/verbose' 'q/quiet' 'rules=+' 'version' 'h/help'
        case 'merge'
            __failover-audit_parse_subcommand -r 1 'waivers=+' 'baseline=' 'report=+' 'junit-skipped=' 'junit-profile=' 'v/verbose' 'q/quiet' 'history=' 'force' 'rules=+' 'version' 'h/help'
        case 'compare'
            __failover-audit_parse_subcommand 2 'fail-on-new' 'report=+' 'v/verbose' 'q/quiet' 'version' 'h/help'
        case 'baseline'
            __failover-audit_parse_subcommand 1 'shrink=' 'o/output=' 'rules=+' 'version' 'h/help'
        case 'history'
            __failover-audit_parse_subcommand 1 'runs=' 'open=' 'format=' 'version' 'h/help'
        case 'verify'
            __failover-audit_parse_subcommand 1 'inputs=+' 'sha256=' 'allow-programs' 'rule-seconds=' 'rule-memory=' 'rule-rows=' 'jobs=' 'q/quiet' 'version' 'h/help'
        case 'simulate'
            __failover-audit_parse_subcommand -r 1 'without=+' 'each=' 'report=+' 'fail-on=' 'allow-unknown' 'v/verbose' 'jobs=' 'exclude=+' 'version' 'h/help'
        case 'convert'
            __failover-audit_parse_subcommand -r 1 'to=' 'o/output=' 'exclude=+' 'version' 'h/help'
        case 'query'
            __failover-audit_parse_subcommand -r 1 'file=' 'format=' 'max-seconds=' 'max-rows=' 'max-memory=' 'own-ranges=+' 'ha=+' 'jobs=' 'exclude=+' 'version' 'h/help'
        case 'schema'
            __failover-audit_parse_subcommand 0 'format=' 'version' 'h/help'
        case 'rules'
            __failover-audit_parse_subcommand 0 'json' 'rules=+' 'version' 'h/help'
        case 'explain'
            __failover-audit_parse_subcommand 1 'rules=+' 'version' 'h/help'
        case 'test-rules'
            __failover-audit_parse_subcommand -r 1 'mutate' 'allow-programs' 'rule-seconds=' 'rule-memory=' 'rule-rows=' 'version' 'h/help'
        case 'new-rule'
            __failover-audit_parse_subcommand 1 'd/directory=' 'program' 'version' 'h/help'
        case 'config'
            __failover-audit_parse_subcommand 0 'select=+' 'skip=+' 'set=+' 'severity=+' 'own-ranges=+' 'exclude=+' 'ha=+' 'datacenter=+' 'fail-on=' 'allow-unknown' 'no-allow-unknown' 'waivers=+' 'no-waivers' 'baseline=' 'strict-baseline' 'no-baseline' 'rules=+' 'allow-programs' 'rule-seconds=' 'rule-memory=' 'rule-rows=' 'config=' 'no-config' 'effective' 'schema' 'waivers-schema' 'version' 'h/help'
        case 'help'
            __failover-audit_parse_subcommand -r 1 'version'
        end
    end
end

function __failover-audit_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __failover-audit_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __failover-audit_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __failover-audit_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__failover-audit_tokens -p)
    if test -z "$(__failover-audit_tokens -t)"
        set -l index (count (__failover-audit_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'failover-audit' -f
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit" version' -l 'version' -d 'Show the version.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit" -eq 1' -fa 'scan' -d 'Audit exports and report.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit" -eq 1' -fa 'report' -d 'Make reports from a report that was saved as JSON.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit" -eq 1' -fa 'merge' -d 'Join reports of different contracts or data centers into one.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit" -eq 1' -fa 'compare' -d 'Show what is new, fixed or changed between two reports that were saved as JSON.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit" -eq 1' -fa 'baseline' -d 'Make the file of known failures from a report that was saved as JSON.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit" -eq 1' -fa 'history' -d 'Show the runs that were kept with scan --history, and what is open since when.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit" -eq 1' -fa 'verify' -d 'Check the evidence of an audit, and perform the audit again.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit" -eq 1' -fa 'simulate' -d 'Show which groups would go down if a zone, server or data center were lost.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit" -eq 1' -fa 'convert' -d 'Write an inventory in the neutral format, as JSON or XML.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit" -eq 1' -fa 'query' -d 'Query exports in SQL.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit" -eq 1' -fa 'schema' -d 'List the tables, columns and functions that SQL can use.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit" -eq 1' -fa 'rules' -d 'List all rules.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit" -eq 1' -fa 'explain' -d 'Explain a rule: why it matters, what to do, and examples.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit" -eq 1' -fa 'test-rules' -d 'Run the examples of rule files, and show every difference.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit" -eq 1' -fa 'new-rule' -d 'Write a rule file with a statement and examples that hold already.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit" -eq 1' -fa 'config' -d 'Check the configuration, and show what applies.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit scan" -ge 1' -F
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan"' -l 'report' -d 'Write a report to standard output, or to a file with FORMAT=PATH. May be repeated.' -rfka 'text html junit json ledger sarif sarif-github gitlab github markdown csv ocsf oscal prometheus tap'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" junit-skipped' -l 'junit-skipped' -d 'Where JUnit reports say why a case was skipped: message (an attribute) or text (as old schemas of Jenkins want it).' -rfka 'message text'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" junit-profile' -l 'junit-profile' -d 'Which attributes JUnit cases have: strict (only what all schemas allow) or rich (with file and line).' -rfka 'strict rich'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" v verbose' -l 'verbose' -s 'v' -d 'Show every group in the text report.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" q quiet' -l 'quiet' -s 'q' -d 'Write only the reports.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan"' -l 'select' -d 'Run only these rules or families (comma-separated, may be repeated).' -rfka 'redundancy primary-ip access-rights master surroundings data-quality ha-software waivers'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan"' -l 'skip' -d 'Skip these rules or families (comma-separated, may be repeated).' -rfka 'redundancy primary-ip access-rights master surroundings data-quality ha-software waivers'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan"' -l 'set' -d 'Set a parameter of a rule, such as single-zone-group.minimum-zones=3. May be repeated.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan"' -l 'severity' -d 'Give a rule another severity: note, warning or error. May be repeated.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan"' -l 'own-ranges' -d 'Your own IPv4 ranges (BYOIP), treated as public and reserved (comma-separated, may be repeated).' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan"' -l 'exclude' -d 'Do not read files and folders of this name, such as \'*.tfstate\' or \'old/**\'. May be repeated.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan"' -l 'ha' -d 'A folder of evidence of the failover software, as scripts/collect-ha.sh fills it: a folder for each host. May be repeated.' -rfa '(__failover-audit_complete_directories)'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan"' -l 'datacenter' -d 'A data center that the export must hold, by id or name (a UUID is an id); the audit is incomplete without it. May be repeated.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" fail-on' -l 'fail-on' -d 'Exit with code 1 if a failure has at least this severity: note, warning or error. (default: warning)' -rfka 'note warning error'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" allow-unknown' -l 'allow-unknown' -d 'Do not count unknown outcomes and incomplete exports; the reports say so.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" no-allow-unknown' -l 'no-allow-unknown' -d 'Count them (the default); overrides allow-unknown: true in the configuration.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan"' -l 'waivers' -d 'A YAML file of failures that somebody accepted for a time. May be repeated.' -rF
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" no-waivers' -l 'no-waivers' -d 'Ignore waivers; waived failures count as failures. The reports say so.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" baseline' -l 'baseline' -d 'Ignore failures listed in this baseline file (create it with failover-audit baseline).' -rF
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" strict-baseline' -l 'strict-baseline' -d 'Fail if a baseline entry no longer matches a failure.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" no-baseline' -l 'no-baseline' -d 'Ignore the baseline of the configuration.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan"' -l 'rules' -d 'Also load the rules in this folder: <id>.sql, and <id>.yaml with a program. May be repeated.' -rfa '(__failover-audit_complete_directories)'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" allow-programs' -l 'allow-programs' -d 'Let rules that are programs start them.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" rule-seconds' -l 'rule-seconds' -d 'Seconds that a rule in SQL or a program may run (30 in SQL, 60 for a program, 300 for the rules of the program itself).' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" rule-memory' -l 'rule-memory' -d 'Megabytes of memory that a rule in SQL or a program may use (256 in SQL, 4096 for a program and for the rules of the program itself).' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" rule-rows' -l 'rule-rows' -d 'Rows that a rule in SQL may answer with (1000000; 20000000 for the rules of the program itself).' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" config' -l 'config' -d 'The configuration; failover-audit.yml of the working directory unless given.' -rF
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" no-config' -l 'no-config' -d 'Read no configuration.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" history' -l 'history' -d 'Record the run in this SQLite file, and report how long findings have been open.' -rF
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" force' -l 'force' -d 'Record a run of another estate, or of an older time, in the history all the same.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" evidence' -l 'evidence' -d 'Write all that proves the audit into a new folder, for failover-audit verify.' -rfa '(__failover-audit_complete_directories)'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" with-inputs' -l 'with-inputs' -d 'Keep copies of the inputs with the evidence; the copies are audited.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" jobs' -l 'jobs' -d 'Workers; one for each core unless given. It changes no report.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" names-below' -l 'names-below' -d 'Name the inputs by their paths below this folder, as if all of it were scanned: for merge.' -rfa '(__failover-audit_complete_directories)'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" reproducible' -l 'reproducible' -d 'Leave the time out of reports, unless SOURCE_DATE_EPOCH gives one.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" no-digest' -l 'no-digest' -d 'Leave the inputs\' SHA-256 out; the reports say so.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" timings' -l 'timings' -d 'Write how long each stage of the audit took, as JSON; reports do not show it.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" version' -l 'version' -d 'Show the version.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit scan" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit report" -eq 1' -F
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit report"' -l 'report' -d 'Write a report to standard output, or to a file with FORMAT=PATH. May be repeated.' -rfka 'text html junit json ledger sarif sarif-github gitlab github markdown csv ocsf oscal prometheus tap'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit report" junit-skipped' -l 'junit-skipped' -d 'Where JUnit reports say why a case was skipped: message (an attribute) or text (as old schemas of Jenkins want it).' -rfka 'message text'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit report" junit-profile' -l 'junit-profile' -d 'Which attributes JUnit cases have: strict (only what all schemas allow) or rich (with file and line).' -rfka 'strict rich'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit report" v verbose' -l 'verbose' -s 'v' -d 'Show every group in the text report.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit report" q quiet' -l 'quiet' -s 'q' -d 'Write only the reports.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit report"' -l 'rules' -d 'Also load the rules in this folder. May be repeated.' -rfa '(__failover-audit_complete_directories)'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit report" version' -l 'version' -d 'Show the version.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit report" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit merge" -ge 1' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit merge"' -l 'waivers' -d 'A waiver file that the reports were made with. May be repeated.' -rF
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit merge" baseline' -l 'baseline' -d 'The baseline that the reports were made with.' -rF
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit merge"' -l 'report' -d 'Write a report to standard output, or to a file with FORMAT=PATH. May be repeated.' -rfka 'text html junit json ledger sarif sarif-github gitlab github markdown csv ocsf oscal prometheus tap'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit merge" junit-skipped' -l 'junit-skipped' -d 'Where JUnit reports say why a case was skipped: message (an attribute) or text (as old schemas of Jenkins want it).' -rfka 'message text'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit merge" junit-profile' -l 'junit-profile' -d 'Which attributes JUnit cases have: strict (only what all schemas allow) or rich (with file and line).' -rfka 'strict rich'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit merge" v verbose' -l 'verbose' -s 'v' -d 'Show every group in the text report.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit merge" q quiet' -l 'quiet' -s 'q' -d 'Write only the reports.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit merge" history' -l 'history' -d 'Record the run in this SQLite file, and report how long findings have been open.' -rF
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit merge" force' -l 'force' -d 'Record a run of another estate, or of an older time, in the history all the same.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit merge"' -l 'rules' -d 'Also load the rules in this folder. May be repeated.' -rfa '(__failover-audit_complete_directories)'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit merge" version' -l 'version' -d 'Show the version.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit merge" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit compare" -eq 1' -F
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit compare" -eq 2' -F
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit compare" fail-on-new' -l 'fail-on-new' -d 'End with exit code 1 if something new fails.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit compare"' -l 'report' -d 'Write it to standard output, or to a file with FORMAT=PATH: text, markdown, json, html. May be repeated.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit compare" v verbose' -l 'verbose' -s 'v' -d 'List every finding in the text, unchanged ones as well.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit compare" q quiet' -l 'quiet' -s 'q' -d 'Write only the reports.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit compare" version' -l 'version' -d 'Show the version.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit compare" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit baseline" -eq 1' -F
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit baseline" shrink' -l 'shrink' -d 'Keep only entries of this baseline: other failures stay violations.' -rF
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit baseline" o output' -l 'output' -s 'o' -d 'Where to write it; standard output unless given. It may be the file of --shrink.' -rF
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit baseline"' -l 'rules' -d 'Also load the rules in this folder. May be repeated.' -rfa '(__failover-audit_complete_directories)'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit baseline" version' -l 'version' -d 'Show the version.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit baseline" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit history" -eq 1' -F
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit history" runs' -l 'runs' -d 'How many runs to show, the last ones.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit history" open' -l 'open' -d 'How many open findings to show, the oldest first.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit history" format' -l 'format' -d 'How to show it.' -rfka 'text json csv'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit history" version' -l 'version' -d 'Show the version.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit history" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit verify" -eq 1' -fa '(__failover-audit_complete_directories)'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit verify"' -l 'inputs' -d 'Where inputs are that the folder does not hold: files or folders. May be repeated.' -rF
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit verify" sha256' -l 'sha256' -d 'What the digest of the manifest must be.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit verify" allow-programs' -l 'allow-programs' -d 'Let rules that are programs start them.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit verify" rule-seconds' -l 'rule-seconds' -d 'Seconds that a rule in SQL or a program may run (30 in SQL, 60 for a program, 300 for the rules of the program itself).' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit verify" rule-memory' -l 'rule-memory' -d 'Megabytes of memory that a rule in SQL or a program may use (256 in SQL, 4096 for a program and for the rules of the program itself).' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit verify" rule-rows' -l 'rule-rows' -d 'Rows that a rule in SQL may answer with (1000000; 20000000 for the rules of the program itself).' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit verify" jobs' -l 'jobs' -d 'Workers; one for each core unless given.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit verify" q quiet' -l 'quiet' -s 'q' -d 'Print nothing but what differs.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit verify" version' -l 'version' -d 'Show the version.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit verify" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit simulate" -ge 1' -F
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit simulate"' -l 'without' -d 'What is lost: zone=ZONE_1, zone=ZONE_1@DATACENTER-ID, server=ID or datacenter=ID. May be repeated: all of them are lost together.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit simulate" each' -l 'each' -d 'Lose every zone, server or datacenter, one by one.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit simulate"' -l 'report' -d 'Write a report (text, json or html) to standard output, or to a file with FORMAT=PATH. May be repeated.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit simulate" fail-on' -l 'fail-on' -d 'Exit with code 1 at this result or worse: failover, unprotected or outage.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit simulate" allow-unknown' -l 'allow-unknown' -d 'Do not count unknown results and incomplete exports; the reports say so.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit simulate" v verbose' -l 'verbose' -s 'v' -d 'Show every group or server in the text report.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit simulate" jobs' -l 'jobs' -d 'Workers that read; one for each core unless given.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit simulate"' -l 'exclude' -d 'Do not read files and folders of this name, such as \'*.tfstate\' or \'old/**\'. May be repeated.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit simulate" version' -l 'version' -d 'Show the version.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit simulate" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit convert" -ge 1' -F
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit convert" to' -l 'to' -d 'The form to write.' -rfka 'json xml'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit convert" o output' -l 'output' -s 'o' -d 'Where to write; standard output unless given.' -rF
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit convert"' -l 'exclude' -d 'Do not read files and folders of this name, such as \'*.tfstate\' or \'old/**\'. May be repeated.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit convert" version' -l 'version' -d 'Show the version.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit convert" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit query" file' -l 'file' -d 'Read the statement from a file.' -rF
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit query" format' -l 'format' -d 'How to write the answer.' -rfka 'table csv json'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit query" max-seconds' -l 'max-seconds' -d 'Stop after so many seconds.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit query" max-rows' -l 'max-rows' -d 'Stop if the answer has more rows.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit query" max-memory' -l 'max-memory' -d 'Stop if it needs more memory, in bytes or such as 512M; as much again may go to the answer.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit query"' -l 'own-ranges' -d 'Your own IPv4 ranges (BYOIP), treated as public and reserved (comma-separated, may be repeated).' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit query"' -l 'ha' -d 'A folder of evidence of the failover software. May be repeated.' -rfa '(__failover-audit_complete_directories)'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit query" jobs' -l 'jobs' -d 'Workers that read; one for each core unless given.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit query"' -l 'exclude' -d 'Do not read files and folders of this name, such as \'*.tfstate\' or \'old/**\'. May be repeated.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit query" version' -l 'version' -d 'Show the version.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit query" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit schema" format' -l 'format' -d 'How to write it.' -rfka 'text markdown json'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit schema" version' -l 'version' -d 'Show the version.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit schema" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit rules" json' -l 'json' -d 'Print all that is declared of each rule, as JSON.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit rules"' -l 'rules' -d 'Also load the rules in this folder. May be repeated.' -rfa '(__failover-audit_complete_directories)'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit rules" version' -l 'version' -d 'Show the version.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit rules" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit explain" -eq 1' -fka 'active-without-address address-consumer-mismatch address-held-outside-ha address-in-other-location address-in-two-groups address-not-managed address-not-public address-not-reserved address-right-without-operator ambiguous-member-names broad-waiver cluster-node-unusable cluster-not-in-control conflicting-records crowded-master departed-block-creator duplicate-address duplicate-mac expired-waiver expiring-waiver failover-ip-not-primary fencing-off firewall-blocks-vrrp ha-evidence-missing ha-master-differs ha-service-not-started holder-not-a-member ignored-ha-setting inactive-user-with-right incomplete-export ipv6-without-failover lan-not-public leftover-move long-waiver managed-address-without-group master-concentration master-missing master-not-a-member master-not-running mixed-address-block mixed-server-types no-active-holder no-failover-configured no-health-check operator-without-address-right peer-firewall-blocks-vrrp prefix-differs primary-ip-reused primary-role-mismatch resource-in-transition router-id-clash self-approved-waiver several-active-holders several-masters shared-address-without-group single-address-operator single-server-group single-zone-group stale-export standby-not-running unclear-election unequal-members unnamed-group-lan unplaced-ha-evidence unprotected-datacenter unused-waiver virtual-mac-used vrrp-mismatch vrrp-peers-incomplete zone-loss-outage'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit explain"' -l 'rules' -d 'Also load the rules in this folder. May be repeated.' -rfa '(__failover-audit_complete_directories)'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit explain" version' -l 'version' -d 'Show the version.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit explain" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_positional "failover-audit test-rules" -ge 1' -F
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit test-rules" mutate' -l 'mutate' -d 'Change each condition in SQL and list the changes that fail no example.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit test-rules" allow-programs' -l 'allow-programs' -d 'Let rules that are programs start them.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit test-rules" rule-seconds' -l 'rule-seconds' -d 'Seconds that a rule in SQL or a program may run (30 in SQL, 60 for a program, 300 for the rules of the program itself).' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit test-rules" rule-memory' -l 'rule-memory' -d 'Megabytes of memory that a rule in SQL or a program may use (256 in SQL, 4096 for a program and for the rules of the program itself).' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit test-rules" rule-rows' -l 'rule-rows' -d 'Rows that a rule in SQL may answer with (1000000; 20000000 for the rules of the program itself).' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit test-rules" version' -l 'version' -d 'Show the version.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit test-rules" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit new-rule" d directory' -l 'directory' -s 'd' -d 'The folder; it is made if it is missing.' -rfa '(__failover-audit_complete_directories)'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit new-rule" program' -l 'program' -d 'Write a rule that is a program in Python: ID.yaml and ID.py.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit new-rule" version' -l 'version' -d 'Show the version.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit new-rule" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config"' -l 'select' -d 'Run only these rules or families (comma-separated, may be repeated).' -rfka 'redundancy primary-ip access-rights master surroundings data-quality ha-software waivers'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config"' -l 'skip' -d 'Skip these rules or families (comma-separated, may be repeated).' -rfka 'redundancy primary-ip access-rights master surroundings data-quality ha-software waivers'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config"' -l 'set' -d 'Set a parameter of a rule, such as single-zone-group.minimum-zones=3. May be repeated.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config"' -l 'severity' -d 'Give a rule another severity: note, warning or error. May be repeated.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config"' -l 'own-ranges' -d 'Your own IPv4 ranges (BYOIP), treated as public and reserved (comma-separated, may be repeated).' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config"' -l 'exclude' -d 'Do not read files and folders of this name, such as \'*.tfstate\' or \'old/**\'. May be repeated.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config"' -l 'ha' -d 'A folder of evidence of the failover software, as scripts/collect-ha.sh fills it: a folder for each host. May be repeated.' -rfa '(__failover-audit_complete_directories)'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config"' -l 'datacenter' -d 'A data center that the export must hold, by id or name (a UUID is an id); the audit is incomplete without it. May be repeated.' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config" fail-on' -l 'fail-on' -d 'Exit with code 1 if a failure has at least this severity: note, warning or error. (default: warning)' -rfka 'note warning error'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config" allow-unknown' -l 'allow-unknown' -d 'Do not count unknown outcomes and incomplete exports; the reports say so.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config" no-allow-unknown' -l 'no-allow-unknown' -d 'Count them (the default); overrides allow-unknown: true in the configuration.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config"' -l 'waivers' -d 'A YAML file of failures that somebody accepted for a time. May be repeated.' -rF
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config" no-waivers' -l 'no-waivers' -d 'Ignore waivers; waived failures count as failures. The reports say so.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config" baseline' -l 'baseline' -d 'Ignore failures listed in this baseline file (create it with failover-audit baseline).' -rF
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config" strict-baseline' -l 'strict-baseline' -d 'Fail if a baseline entry no longer matches a failure.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config" no-baseline' -l 'no-baseline' -d 'Ignore the baseline of the configuration.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config"' -l 'rules' -d 'Also load the rules in this folder: <id>.sql, and <id>.yaml with a program. May be repeated.' -rfa '(__failover-audit_complete_directories)'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config" allow-programs' -l 'allow-programs' -d 'Let rules that are programs start them.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config" rule-seconds' -l 'rule-seconds' -d 'Seconds that a rule in SQL or a program may run (30 in SQL, 60 for a program, 300 for the rules of the program itself).' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config" rule-memory' -l 'rule-memory' -d 'Megabytes of memory that a rule in SQL or a program may use (256 in SQL, 4096 for a program and for the rules of the program itself).' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config" rule-rows' -l 'rule-rows' -d 'Rows that a rule in SQL may answer with (1000000; 20000000 for the rules of the program itself).' -rfka ''
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config" config' -l 'config' -d 'The configuration; failover-audit.yml of the working directory unless given.' -rF
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config" no-config' -l 'no-config' -d 'Read no configuration.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config" effective' -l 'effective' -d 'Print what applies and where each value comes from.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config" schema' -l 'schema' -d 'Print the JSON Schema of a configuration.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config" waivers-schema' -l 'waivers-schema' -d 'Print the JSON Schema of a waiver file.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config" version' -l 'version' -d 'Show the version.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit config" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'failover-audit' -n '__failover-audit_should_offer_completions_for_flags_or_options "failover-audit help" version' -l 'version' -d 'Show the version.'
