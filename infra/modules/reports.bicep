metadata description = 'Where reports lie, for the functions to write and the server to read.'

param name string
param location string
param tags object
param sku string

@description('The server may read reports.')
param serverIdentityName string

@description('The functions may write them.')
param functionsIdentityName string

@description('Days for which no version of a report can be changed or deleted by anybody; 0 for none. It is unlocked: see README.md.')
@minValue(0)
@maxValue(146000)
param immutableDays int

param endpointsSubnetId string
param workspaceId string

// The name that the programs know it by: ReportStorage.Container.
var containerName = 'reports'

var storageBlobDataReader = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
var storageBlobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

module account 'account.bicep' = {
  name: 'reports-account'
  params: {
    name: name
    location: location
    tags: tags
    sku: sku
    keepVersions: true
    undeleteDays: 30
    services: ['blob']
    endpointsSubnetId: endpointsSubnetId
    workspaceId: workspaceId
  }
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: name
  dependsOn: [account]

  resource blobs 'blobServices' existing = {
    name: 'default'
  }
}

// What the functions write over and delete decides the kind of immutability. A revision's files have paths that are named by their
// content and its manifest is written once, but a run that was killed is done again and puts the same files once more; repair puts a damaged
// file right; of two runs at once the second deletes what it wrote; and datasets/…/balances.parquet is the latest of its month, so it
// is written over at every restating. A policy on the container itself would refuse all of that. A policy on versions does not:
// writing over a blob makes a new version and leaves the old one, which nobody can change or delete before its time.
resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: storage::blobs
  name: containerName
  properties: {
    publicAccess: 'None'
    immutableStorageWithVersioning: {
      enabled: true
    }
  }

  resource policy 'immutabilityPolicies' = if (immutableDays > 0) {
    name: 'default'
    properties: {
      immutabilityPeriodSinceCreationInDays: immutableDays
    }
  }
}

// Reports are read in the weeks after they land. Older versions of the datasets can be made from the reports, so they go; versions of
// the reports themselves are evidence and stay.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = {
  parent: storage
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'old-reports-are-read-rarely'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['${containerName}/monthly/']
            }
            actions: {
              baseBlob: {
                tierToCool: {
                  daysAfterModificationGreaterThan: 180
                }
              }
              version: {
                tierToCool: {
                  daysAfterCreationGreaterThan: 30
                }
              }
            }
          }
        }
        {
          name: 'old-datasets-can-be-made-again'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['${containerName}/datasets/']
            }
            actions: {
              version: {
                delete: {
                  daysAfterCreationGreaterThan: max(immutableDays, 30)
                }
              }
            }
          }
        }
      ]
    }
  }
  dependsOn: [container]
}

resource serverIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: serverIdentityName
}

resource functionsIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: functionsIdentityName
}

resource serverReads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(container.id, serverIdentity.id, storageBlobDataReader)
  scope: container
  properties: {
    principalId: serverIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataReader)
  }
}

resource functionsWrite 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(container.id, functionsIdentity.id, storageBlobDataContributor)
  scope: container
  properties: {
    principalId: functionsIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataContributor)
  }
}

// Files of offices, which the functions import and move within it. The name that they know it by: ImportContainer.Name.
resource imports 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: storage::blobs
  name: 'imports'
  properties: {
    publicAccess: 'None'
  }
}

resource functionsImport 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(imports.id, functionsIdentity.id, storageBlobDataContributor)
  scope: imports
  properties: {
    principalId: functionsIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataContributor)
  }
}

output serviceUri string = account.outputs.blobEndpoint
