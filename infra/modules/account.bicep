metadata description = 'A storage account that only identities enter: no keys, no public blobs, and no public network where there is a private one.'

param name string
param location string
param tags object

@description('Standard_LRS, Standard_ZRS, Standard_GZRS …')
param sku string

@description('The blob service keeps every version of every blob.')
param keepVersions bool

@description('Days that a deleted container, blob or version can be brought back.')
param undeleteDays int

@description('The services that are used: of blob, queue, table.')
param services string[]

@description('The subnet of private endpoints; empty where the account is reached over its public address.')
param endpointsSubnetId string

@description('The workspace that learns of every write and delete; empty for none.')
param workspaceId string = ''

var isPrivate = !empty(endpointsSubnetId)

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: keepVersions
      containerDeleteRetentionPolicy: {
        enabled: true
        days: undeleteDays
      }
      deleteRetentionPolicy: {
        enabled: true
        days: undeleteDays
      }
    }
  }
}

resource writes 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (!empty(workspaceId)) {
  name: 'writes'
  scope: account::blobs
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'StorageWrite'
        enabled: true
      }
      {
        category: 'StorageDelete'
        enabled: true
      }
    ]
  }
}

module endpoints 'private-endpoint.bicep' = [
  for service in services: if (isPrivate) {
    name: '${name}-${service}'
    params: {
      name: '${name}-${service}'
      location: location
      tags: tags
      subnetId: endpointsSubnetId
      targetId: account.id
      service: service
      zoneName: 'privatelink.${service}.${environment().suffixes.storage}'
    }
  }
]

output name string = account.name
output blobEndpoint string = account.properties.primaryEndpoints.blob
