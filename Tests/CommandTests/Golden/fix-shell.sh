aws ec2 create-network-acl-entry --network-acl-id acl-098cf183a7354d81a --region eu-west-1 --egress --rule-number 130 --rule-action allow --protocol 6 --port-range From=22,To=22 --cidr-block 10.20.20.0/24
aws ec2 create-network-acl-entry --network-acl-id acl-015997c93611dc462 --region eu-west-1 --ingress --rule-number 110 --rule-action allow --protocol 6 --port-range From=22,To=22 --cidr-block 10.20.10.0/24
aws ec2 authorize-security-group-ingress --group-id sg-062a206745ecd7337 --region eu-west-1 --ip-permissions 'IpProtocol=tcp,FromPort=22,ToPort=22,UserIdGroupPairs=[{GroupId=sg-08f1adfb95041902a}]'
aws ec2 replace-network-acl-entry --network-acl-id acl-015997c93611dc462 --region eu-west-1 --egress --rule-number 100 --rule-action allow --protocol 6 --port-range From=32768,To=60999 --cidr-block 10.20.10.0/23
# to take it back:
# aws ec2 replace-network-acl-entry --network-acl-id acl-015997c93611dc462 --region eu-west-1 --egress --rule-number 100 --rule-action allow --protocol 6 --port-range From=32768,To=40000 --cidr-block 10.20.10.0/23
# aws ec2 revoke-security-group-ingress --group-id sg-062a206745ecd7337 --region eu-west-1 --ip-permissions 'IpProtocol=tcp,FromPort=22,ToPort=22,UserIdGroupPairs=[{GroupId=sg-08f1adfb95041902a}]'
# aws ec2 delete-network-acl-entry --network-acl-id acl-015997c93611dc462 --region eu-west-1 --ingress --rule-number 110
# aws ec2 delete-network-acl-entry --network-acl-id acl-098cf183a7354d81a --region eu-west-1 --egress --rule-number 130
