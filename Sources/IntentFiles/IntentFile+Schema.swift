internal import Ports

extension IntentFile {
  /// The JSON Schema (draft 7) of the files, for editors: what it accepts, the reader accepts.
  public static var schema: String {
    let systems = EphemeralRange.catalogue.map { "\"\($0.key)\"" }.joined(separator: ", ")
    return #"""
      {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Portolan intents",
        "description": "What a network must and must not let through, for portolan verify.",
        "type": "object",
        "required": ["intents"],
        "additionalProperties": false,
        "properties": {
          "groups": {
            "description": "Names for several members, for use in from, to, not-from and not-to.",
            "type": "object",
            "propertyNames": {"pattern": "\\S"},
            "additionalProperties": {"$ref": "#/definitions/terms"}
          },
          "intents": {
            "description": "What must hold, one intent each.",
            "type": "array",
            "minItems": 1,
            "items": {"$ref": "#/definitions/intent"}
          }
        },
        "definitions": {
          "intent": {
            "type": "object",
            "required": ["id"],
            "additionalProperties": false,
            "oneOf": [{"required": ["allow"]}, {"required": ["deny"]}],
            "properties": {
              "id": {
                "description": "A name that no other intent of the file has; results bear it.",
                "oneOf": [
                  {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,100}$"},
                  {"type": "integer", "minimum": 0}
                ]
              },
              "allow": {
                "description": "Connections that must work, both ways, for every client port.",
                "$ref": "#/definitions/allowed"
              },
              "deny": {
                "description": "Connections of which none may work, from any client port.",
                "$ref": "#/definitions/denied"
              },
              "reason": {"description": "Why it matters.", "$ref": "#/definitions/text"},
              "owner": {"description": "Who is to be asked.", "$ref": "#/definitions/text"}
            }
          },
          "allowed": {
            "allOf": [
              {"$ref": "#/definitions/connections"},
              {"properties": {"for": {"enum": ["every client port", "some client port"]}}}
            ]
          },
          "denied": {
            "allOf": [
              {"$ref": "#/definitions/connections"},
              {"properties": {"for": {"enum": ["every client port"]}}}
            ]
          },
          "connections": {
            "type": "object",
            "required": ["from", "to"],
            "additionalProperties": false,
            "properties": {
              "from": {"description": "The clients.", "$ref": "#/definitions/terms"},
              "not-from": {"description": "Clients that are left out.", "$ref": "#/definitions/terms"},
              "to": {"description": "The servers.", "$ref": "#/definitions/terms"},
              "not-to": {"description": "Servers that are left out.", "$ref": "#/definitions/terms"},
              "ports": {
                "description": "The servers' ports: a number, a range such as 8000-8100, a list of them, or any.",
                "$ref": "#/definitions/ports"
              },
              "protocol": {
                "description": "tcp unless given; udp, icmp (an echo), another name or number, or a list.",
                "anyOf": [
                  {"$ref": "#/definitions/portful"},
                  {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/portful"}},
                  {"$ref": "#/definitions/portless"},
                  {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/portless"}}
                ]
              },
              "os": {
                "description": "The clients' system, whose ports are asked about: see portolan ports ranges.",
                "enum": [\#(systems)]
              },
              "client-ports": {
                "description": "The client ports asked about, in place of those that each client draws.",
                "$ref": "#/definitions/ports"
              },
              "for": {"description": "For how many client ports an allowed connection must work."},
              "family": {
                "description": "The family of addresses it is about; both, unless given.",
                "enum": ["ipv4", "ipv6"]
              }
            },
            "if": {
              "required": ["protocol"],
              "properties": {
                "protocol": {
                  "anyOf": [
                    {"$ref": "#/definitions/portless"},
                    {"type": "array", "items": {"$ref": "#/definitions/portless"}}
                  ]
                }
              }
            },
            "then": {
              "properties": {"ports": false, "os": false, "client-ports": false}
            },
            "else": {
              "required": ["ports"],
              "not": {"required": ["os", "client-ports"]}
            }
          },
          "terms": {
            "description": "Ids, Name tags, patterns such as web-*, tag:key=value, subnet:name, security-group:name, vpc:name, addresses, CIDR blocks, any or internet.",
            "anyOf": [
              {"$ref": "#/definitions/text"},
              {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/text"}}
            ]
          },
          "text": {"type": "string", "pattern": "[^ \\t\\r\\n]"},
          "ports": {
            "anyOf": [
              {"$ref": "#/definitions/range"},
              {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/range"}}
            ]
          },
          "range": {
            "anyOf": [
              {"type": "integer", "minimum": 0, "maximum": 65535},
              {"type": "string", "pattern": "^(any|[0-9]{1,5}(-[0-9]{1,5})?(, ?[0-9]{1,5}(-[0-9]{1,5})?)*)$"}
            ]
          },
          "portful": {
            "enum": ["tcp", "udp", "TCP", "UDP", 6, 17]
          },
          "portless": {
            "anyOf": [
              {"enum": ["icmp", "igmp", "ipip", "ipv6", "gre", "esp", "ah", "icmpv6", "ospf", "vrrp", "l2tp", "sctp", "udplite"]},
              {"type": "integer", "minimum": 0, "maximum": 255, "not": {"enum": [6, 17]}}
            ]
          }
        }
      }

      """#
  }
}
