resource "aws_network_acl_rule" "acl_098cf183a7354d81a_outbound_130" {
  network_acl_id = "acl-098cf183a7354d81a"
  rule_number    = 130
  egress         = true
  protocol       = "6"
  rule_action    = "allow"
  cidr_block     = "10.20.20.0/24"
  from_port      = 22
  to_port        = 22
}

resource "aws_network_acl_rule" "acl_015997c93611dc462_inbound_110" {
  network_acl_id = "acl-015997c93611dc462"
  rule_number    = 110
  egress         = false
  protocol       = "6"
  rule_action    = "allow"
  cidr_block     = "10.20.10.0/24"
  from_port      = 22
  to_port        = 22
}

resource "aws_vpc_security_group_ingress_rule" "sg_062a206745ecd7337_inbound_tcp_22" {
  security_group_id            = "sg-062a206745ecd7337"
  ip_protocol                  = "tcp"
  from_port                    = 22
  to_port                      = 22
  referenced_security_group_id = "sg-08f1adfb95041902a"
}

import {
  to = aws_network_acl_rule.acl_015997c93611dc462_outbound_100
  id = "acl-015997c93611dc462:100:6:true"
}

resource "aws_network_acl_rule" "acl_015997c93611dc462_outbound_100" {
  network_acl_id = "acl-015997c93611dc462"
  rule_number    = 100
  egress         = true
  protocol       = "6"
  rule_action    = "allow"
  cidr_block     = "10.20.10.0/23"
  from_port      = 32768
  to_port        = 60999
}
