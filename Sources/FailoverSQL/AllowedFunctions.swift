import FailoverBase

/// Functions of SQLite that statements may call.
///
/// Left out is what gives another answer each time (`random`, `date('now')`), what makes large
/// texts or takes long in one step, deaf to any interruption (`printf`, `replace`, `instr`,
/// `zeroblob`), and what reaches out of the database.
enum AllowedFunctions {
  static let names: Set<String> = Set(
    scalar + aggregate + window + SQLFunction.all.map(\.name))

  static let scalar = [
    "abs", "coalesce", "glob", "hex", "ifnull", "iif", "json_array", "json_object", "length",
    "like",
    "lower", "ltrim", "max", "min", "nullif", "quote", "round", "rtrim", "sign", "substr",
    "substring",
    "trim", "typeof", "unicode", "upper",
  ]
  static let aggregate = [
    "avg", "count", "group_concat", "json_group_array", "json_group_object", "sum", "total",
  ]
  static let window = [
    "cume_dist", "dense_rank", "first_value", "lag", "last_value", "lead", "nth_value", "ntile",
    "percent_rank", "rank", "row_number",
  ]
}
