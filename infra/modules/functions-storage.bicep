metadata description = 'What the Functions host keeps: its leases, its timers\' state and the program that it runs. An account of its own, since the host must own its blobs, and those of the reports it need not.'

param name string
param location string
param tags object
param sku string
param functionsIdentityName string
param endpointsSubnetId string

var containerName = 'program'

// What the host asks for where it enters by an identity: blobs for leases, timers and the program, queues and tables for what it keeps itself.
var roles = {
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fbe8'
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

module account 'account.bicep' = {
  name: 'functions-account'
  params: {
    name: name
    location: location
    tags: tags
    sku: sku
    keepVersions: false // The host writes its state every few seconds.
    undeleteDays: 7
    services: ['blob', 'queue', 'table']
    endpointsSubnetId: endpointsSubnetId
  }
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: name
  dependsOn: [account]

  resource blobs 'blobServices' existing = {
    name: 'default'
  }
}

resource program 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: storage::blobs
  name: containerName
  properties: {
    publicAccess: 'None'
  }
}

resource functionsIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: functionsIdentityName
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(roles): {
    name: guid(storage.id, functionsIdentity.id, role.value)
    scope: storage
    properties: {
      principalId: functionsIdentity.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    }
  }
]

output name string = account.outputs.name
output programUri string = '${account.outputs.blobEndpoint}${containerName}'
