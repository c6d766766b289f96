metadata description = 'The identities of the two programs. What each may do stands beside the resource that it may use.'

param serverName string
param functionsName string
param location string
param tags object

resource server 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: serverName
  location: location
  tags: tags
}

resource functions 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: functionsName
  location: location
  tags: tags
}

output serverPrincipalId string = server.properties.principalId
output functionsPrincipalId string = functions.properties.principalId
