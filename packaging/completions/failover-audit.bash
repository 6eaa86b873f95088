#!/bin/bash

__failover-audit_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__failover-audit_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__failover-audit_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__failover-audit_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_failover-audit() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(--version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=()
    __failover-audit_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    scan|report|merge|compare|baseline|history|verify|simulate|convert|query|schema|rules|explain|test-rules|new-rule|config|help)
        # Offer subcommand argument completions
        "_failover-audit_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'scan report merge compare baseline history verify simulate convert query schema rules explain test-rules new-rule config help' -- "${cur}"))
        ;;
    esac
}

_failover-audit_scan() {
    repeating_flags=()
    non_repeating_flags=(--verbose -v --quiet -q --allow-unknown --no-allow-unknown --no-waivers --strict-baseline --no-baseline --allow-programs --no-config --force --with-inputs --reproducible --no-digest --version -h --help)
    repeating_options=(--report --select --skip --set --severity --own-ranges --exclude --ha --datacenter --waivers --rules)
    non_repeating_options=(--junit-skipped --junit-profile --fail-on --baseline --rule-seconds --rule-memory --rule-rows --config --history --evidence --jobs --names-below --timings)
    __failover-audit_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--report')
        __failover-audit_add_completions -W 'text'$'\n''html'$'\n''junit'$'\n''json'$'\n''ledger'$'\n''sarif'$'\n''sarif-github'$'\n''gitlab'$'\n''github'$'\n''markdown'$'\n''csv'$'\n''ocsf'$'\n''oscal'$'\n''prometheus'$'\n''tap'
        return
        ;;
    '--junit-skipped')
        __failover-audit_add_completions -W 'message'$'\n''text'
        return
        ;;
    '--junit-profile')
        __failover-audit_add_completions -W 'strict'$'\n''rich'
        return
        ;;
    '--select')
        __failover-audit_add_completions -W 'redundancy'$'\n''primary-ip'$'\n''access-rights'$'\n''master'$'\n''surroundings'$'\n''data-quality'$'\n''ha-software'$'\n''waivers'
        return
        ;;
    '--skip')
        __failover-audit_add_completions -W 'redundancy'$'\n''primary-ip'$'\n''access-rights'$'\n''master'$'\n''surroundings'$'\n''data-quality'$'\n''ha-software'$'\n''waivers'
        return
        ;;
    '--set')
        return
        ;;
    '--severity')
        return
        ;;
    '--own-ranges')
        return
        ;;
    '--exclude')
        return
        ;;
    '--ha')
        __failover-audit_add_completions -d
        return
        ;;
    '--datacenter')
        return
        ;;
    '--fail-on')
        __failover-audit_add_completions -W 'note'$'\n''warning'$'\n''error'
        return
        ;;
    '--waivers')
        __failover-audit_add_completions -f
        return
        ;;
    '--baseline')
        __failover-audit_add_completions -f
        return
        ;;
    '--rules')
        __failover-audit_add_completions -d
        return
        ;;
    '--rule-seconds')
        return
        ;;
    '--rule-memory')
        return
        ;;
    '--rule-rows')
        return
        ;;
    '--config')
        __failover-audit_add_completions -f
        return
        ;;
    '--history')
        __failover-audit_add_completions -f
        return
        ;;
    '--evidence')
        __failover-audit_add_completions -d
        return
        ;;
    '--jobs')
        return
        ;;
    '--names-below')
        __failover-audit_add_completions -d
        return
        ;;
    '--timings')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __failover-audit_add_completions -f
        return
        ;;
    esac
}

_failover-audit_report() {
    repeating_flags=()
    non_repeating_flags=(--verbose -v --quiet -q --version -h --help)
    repeating_options=(--report --rules)
    non_repeating_options=(--junit-skipped --junit-profile)
    __failover-audit_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--report')
        __failover-audit_add_completions -W 'text'$'\n''html'$'\n''junit'$'\n''json'$'\n''ledger'$'\n''sarif'$'\n''sarif-github'$'\n''gitlab'$'\n''github'$'\n''markdown'$'\n''csv'$'\n''ocsf'$'\n''oscal'$'\n''prometheus'$'\n''tap'
        return
        ;;
    '--junit-skipped')
        __failover-audit_add_completions -W 'message'$'\n''text'
        return
        ;;
    '--junit-profile')
        __failover-audit_add_completions -W 'strict'$'\n''rich'
        return
        ;;
    '--rules')
        __failover-audit_add_completions -d
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __failover-audit_add_completions -f
        return
        ;;
    esac
}

_failover-audit_merge() {
    repeating_flags=()
    non_repeating_flags=(--verbose -v --quiet -q --force --version -h --help)
    repeating_options=(--waivers --report --rules)
    non_repeating_options=(--baseline --junit-skipped --junit-profile --history)
    __failover-audit_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--waivers')
        __failover-audit_add_completions -f
        return
        ;;
    '--baseline')
        __failover-audit_add_completions -f
        return
        ;;
    '--report')
        __failover-audit_add_completions -W 'text'$'\n''html'$'\n''junit'$'\n''json'$'\n''ledger'$'\n''sarif'$'\n''sarif-github'$'\n''gitlab'$'\n''github'$'\n''markdown'$'\n''csv'$'\n''ocsf'$'\n''oscal'$'\n''prometheus'$'\n''tap'
        return
        ;;
    '--junit-skipped')
        __failover-audit_add_completions -W 'message'$'\n''text'
        return
        ;;
    '--junit-profile')
        __failover-audit_add_completions -W 'strict'$'\n''rich'
        return
        ;;
    '--history')
        __failover-audit_add_completions -f
        return
        ;;
    '--rules')
        __failover-audit_add_completions -d
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __failover-audit_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    esac
}

_failover-audit_compare() {
    repeating_flags=()
    non_repeating_flags=(--fail-on-new --verbose -v --quiet -q --version -h --help)
    repeating_options=(--report)
    non_repeating_options=()
    __failover-audit_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--report')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __failover-audit_add_completions -f
        return
        ;;
    2)
        __failover-audit_add_completions -f
        return
        ;;
    esac
}

_failover-audit_baseline() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=(--rules)
    non_repeating_options=(--shrink --output -o)
    __failover-audit_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--shrink')
        __failover-audit_add_completions -f
        return
        ;;
    '--output'|'-o')
        __failover-audit_add_completions -f
        return
        ;;
    '--rules')
        __failover-audit_add_completions -d
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __failover-audit_add_completions -f
        return
        ;;
    esac
}

_failover-audit_history() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--runs --open --format)
    __failover-audit_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--runs')
        return
        ;;
    '--open')
        return
        ;;
    '--format')
        __failover-audit_add_completions -W 'text'$'\n''json'$'\n''csv'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __failover-audit_add_completions -f
        return
        ;;
    esac
}

_failover-audit_verify() {
    repeating_flags=()
    non_repeating_flags=(--allow-programs --quiet -q --version -h --help)
    repeating_options=(--inputs)
    non_repeating_options=(--sha256 --rule-seconds --rule-memory --rule-rows --jobs)
    __failover-audit_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--inputs')
        __failover-audit_add_completions -f
        return
        ;;
    '--sha256')
        return
        ;;
    '--rule-seconds')
        return
        ;;
    '--rule-memory')
        return
        ;;
    '--rule-rows')
        return
        ;;
    '--jobs')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __failover-audit_add_completions -d
        return
        ;;
    esac
}

_failover-audit_simulate() {
    repeating_flags=()
    non_repeating_flags=(--allow-unknown --verbose -v --version -h --help)
    repeating_options=(--without --report --exclude)
    non_repeating_options=(--each --fail-on --jobs)
    __failover-audit_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--without')
        return
        ;;
    '--each')
        return
        ;;
    '--report')
        return
        ;;
    '--fail-on')
        return
        ;;
    '--jobs')
        return
        ;;
    '--exclude')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __failover-audit_add_completions -f
        return
        ;;
    esac
}

_failover-audit_convert() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=(--exclude)
    non_repeating_options=(--to --output -o)
    __failover-audit_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--to')
        __failover-audit_add_completions -W 'json'$'\n''xml'
        return
        ;;
    '--output'|'-o')
        __failover-audit_add_completions -f
        return
        ;;
    '--exclude')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __failover-audit_add_completions -f
        return
        ;;
    esac
}

_failover-audit_query() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=(--own-ranges --ha --exclude)
    non_repeating_options=(--file --format --max-seconds --max-rows --max-memory --jobs)
    __failover-audit_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--file')
        __failover-audit_add_completions -f
        return
        ;;
    '--format')
        __failover-audit_add_completions -W 'table'$'\n''csv'$'\n''json'
        return
        ;;
    '--max-seconds')
        return
        ;;
    '--max-rows')
        return
        ;;
    '--max-memory')
        return
        ;;
    '--own-ranges')
        return
        ;;
    '--ha')
        __failover-audit_add_completions -d
        return
        ;;
    '--jobs')
        return
        ;;
    '--exclude')
        return
        ;;
    esac
}

_failover-audit_schema() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--format)
    __failover-audit_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--format')
        __failover-audit_add_completions -W 'text'$'\n''markdown'$'\n''json'
        return
        ;;
    esac
}

_failover-audit_rules() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=(--rules)
    non_repeating_options=()
    __failover-audit_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--rules')
        __failover-audit_add_completions -d
        return
        ;;
    esac
}

_failover-audit_explain() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=(--rules)
    non_repeating_options=()
    __failover-audit_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--rules')
        __failover-audit_add_completions -d
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __failover-audit_add_completions -W 'active-without-address'$'\n''address-consumer-mismatch'$'\n''address-held-outside-ha'$'\n''address-in-other-location'$'\n''address-in-two-groups'$'\n''address-not-managed'$'\n''address-not-public'$'\n''address-not-reserved'$'\n''address-right-without-operator'$'\n''ambiguous-member-names'$'\n''broad-waiver'$'\n''cluster-node-unusable'$'\n''cluster-not-in-control'$'\n''conflicting-records'$'\n''crowded-master'$'\n''departed-block-creator'$'\n''duplicate-address'$'\n''duplicate-mac'$'\n''expired-waiver'$'\n''expiring-waiver'$'\n''failover-ip-not-primary'$'\n''fencing-off'$'\n''firewall-blocks-vrrp'$'\n''ha-evidence-missing'$'\n''ha-master-differs'$'\n''ha-service-not-started'$'\n''holder-not-a-member'$'\n''ignored-ha-setting'$'\n''inactive-user-with-right'$'\n''incomplete-export'$'\n''ipv6-without-failover'$'\n''lan-not-public'$'\n''leftover-move'$'\n''long-waiver'$'\n''managed-address-without-group'$'\n''master-concentration'$'\n''master-missing'$'\n''master-not-a-member'$'\n''master-not-running'$'\n''mixed-address-block'$'\n''mixed-server-types'$'\n''no-active-holder'$'\n''no-failover-configured'$'\n''no-health-check'$'\n''operator-without-address-right'$'\n''peer-firewall-blocks-vrrp'$'\n''prefix-differs'$'\n''primary-ip-reused'$'\n''primary-role-mismatch'$'\n''resource-in-transition'$'\n''router-id-clash'$'\n''self-approved-waiver'$'\n''several-active-holders'$'\n''several-masters'$'\n''shared-address-without-group'$'\n''single-address-operator'$'\n''single-server-group'$'\n''single-zone-group'$'\n''stale-export'$'\n''standby-not-running'$'\n''unclear-election'$'\n''unequal-members'$'\n''unnamed-group-lan'$'\n''unplaced-ha-evidence'$'\n''unprotected-datacenter'$'\n''unused-waiver'$'\n''virtual-mac-used'$'\n''vrrp-mismatch'$'\n''vrrp-peers-incomplete'$'\n''zone-loss-outage'
        return
        ;;
    esac
}

_failover-audit_test-rules() {
    repeating_flags=()
    non_repeating_flags=(--mutate --allow-programs --version -h --help)
    repeating_options=()
    non_repeating_options=(--rule-seconds --rule-memory --rule-rows)
    __failover-audit_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--rule-seconds')
        return
        ;;
    '--rule-memory')
        return
        ;;
    '--rule-rows')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __failover-audit_add_completions -f
        return
        ;;
    esac
}

_failover-audit_new-rule() {
    repeating_flags=()
    non_repeating_flags=(--program --version -h --help)
    repeating_options=()
    non_repeating_options=(--directory -d)
    __failover-audit_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--directory'|'-d')
        __failover-audit_add_completions -d
        return
        ;;
    esac
}

_failover-audit_config() {
    repeating_flags=()
    non_repeating_flags=(--allow-unknown --no-allow-unknown --no-waivers --strict-baseline --no-baseline --allow-programs --no-config --effective --schema --waivers-schema --version -h --help)
    repeating_options=(--select --skip --set --severity --own-ranges --exclude --ha --datacenter --waivers --rules)
    non_repeating_options=(--fail-on --baseline --rule-seconds --rule-memory --rule-rows --config)
    __failover-audit_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--select')
        __failover-audit_add_completions -W 'redundancy'$'\n''primary-ip'$'\n''access-rights'$'\n''master'$'\n''surroundings'$'\n''data-quality'$'\n''ha-software'$'\n''waivers'
        return
        ;;
    '--skip')
        __failover-audit_add_completions -W 'redundancy'$'\n''primary-ip'$'\n''access-rights'$'\n''master'$'\n''surroundings'$'\n''data-quality'$'\n''ha-software'$'\n''waivers'
        return
        ;;
    '--set')
        return
        ;;
    '--severity')
        return
        ;;
    '--own-ranges')
        return
        ;;
    '--exclude')
        return
        ;;
    '--ha')
        __failover-audit_add_completions -d
        return
        ;;
    '--datacenter')
        return
        ;;
    '--fail-on')
        __failover-audit_add_completions -W 'note'$'\n''warning'$'\n''error'
        return
        ;;
    '--waivers')
        __failover-audit_add_completions -f
        return
        ;;
    '--baseline')
        __failover-audit_add_completions -f
        return
        ;;
    '--rules')
        __failover-audit_add_completions -d
        return
        ;;
    '--rule-seconds')
        return
        ;;
    '--rule-memory')
        return
        ;;
    '--rule-rows')
        return
        ;;
    '--config')
        __failover-audit_add_completions -f
        return
        ;;
    esac
}

_failover-audit_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __failover-audit_offer_flags_options -1
}

complete -o filenames -F _failover-audit failover-audit
