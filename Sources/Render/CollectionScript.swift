internal import AWSCatalogue

/// A shell script that makes every call that Portolan reads, and keeps the answers where it reads them from.
public enum CollectionScript {
  /// The text of the script.
  ///
  /// It asks in two waves: first for the lists of what there is, then about each thing in them that AWS tells of only one by one. It changes
  /// nothing in any account.
  public static var text: String {
    let calls = AWSCall.allCases.filter { $0.isCollected && $0 != .describeTasks }
    let lists = calls.filter { $0.parent == nil }.map { "  ask \($0.fileName) \($0.words)" }
    return """
      #!/bin/sh
      # Asks AWS for what Portolan reads of the network of an account, and changes nothing:
      #
      #     sh collect.sh [REGION …]
      #
      # The answers go to snapshot/ACCOUNT/REGION. What AWS refuses leaves an empty file, and a line here.
      set -u
      export AWS_PAGER= AWS_DEFAULT_OUTPUT=json

      # ask FILE WORD …: keeps what a command of aws answers.
      ask() {
        file=$1
        shift
        aws "$@" --region "$region" > "$file.json" || echo "not answered in $region: aws $*" >&2
      }
      # ids KEY FILE …: the ids that answers have under a key.
      ids() {
        key=$1
        shift
        cat "$@" 2> /dev/null | grep -o "\\"$key\\": *\\"[^\\"]*\\"" | cut -d '"' -f 4 | sort -u
      }
      # name ID: the id as the name of a file can hold it.
      name() { echo "$1" | tr /: __; }

      account=$(aws sts get-caller-identity --query Account --output text) || exit
      top=$(pwd)
      for region in ${*:-${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region)}}}; do
        mkdir -p "$top/snapshot/$account" && mkdir "$top/snapshot/$account/$region" || exit
        cd "$top/snapshot/$account/$region" || exit

        # What there is.
      \(indented(lists))

        # About each.
      \(indented(loops(calls)))
        for cluster in $(aws ecs list-clusters --region "$region" --query 'clusterArns[]' --output text); do
          tasks=$(aws ecs list-tasks --region "$region" --cluster "$cluster" --query 'taskArns[]' --output text)
          if [ -n "$tasks" ]; then
            echo "$tasks" | xargs -n 100 aws ecs describe-tasks --region "$region" --cluster "$cluster" --tasks \\
              > "describe-tasks-$(name "$cluster").json"
          fi
        done
      done

      """
  }

  /// A loop over the things of each kind, around the calls that answer for one at a time.
  private static func loops(_ calls: [AWSCall]) -> [String] {
    var parents: [AWSCall] = []
    for case let parent? in calls.map(\.parent?.call) where !parents.contains(parent) { parents.append(parent) }
    // What is asked about one by one may itself be told one by one.
    let ordered = parents.filter { $0.parent == nil } + parents.filter { $0.parent != nil }
    return ordered.flatMap { parent -> [String] in
      let children = calls.filter { $0.parent?.call == parent }
      let files = parent.parent == nil ? "\(parent.fileName).json" : "\(parent.fileName)-*.json"
      let key = children[0].parent?.idKey ?? ""
      return ["  for id in $(ids \(key) \(files)); do"]
        + children.map { #"    ask "\#($0.fileName)-$(name "$id")" \#($0.question("id"))"# } + ["  done"]
    }
  }

  private static func indented(_ lines: [String]) -> String { lines.joined(separator: "\n") }
}
