metadata description = 'PostgreSQL that only identities enter: there is no password.'

param name string
param location string
param tags object
param sku { name: string, tier: ('Burstable' | 'GeneralPurpose' | 'MemoryOptimized') }
param storageSizeGB int
param backupDays int
param isZoneRedundant bool

@description('Who makes the roles of the programs, once: a person, a group or a service principal.')
param administrator { objectId: string, name: string, type: ('User' | 'Group' | 'ServicePrincipal') }

param endpointsSubnetId string
param workspaceId string

var isPrivate = !empty(endpointsSubnetId)

// Not made here but by database-roles.sql, so that it belongs to the server's role.
var databaseName = 'indhcoops'

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: name
  location: location
  tags: tags
  sku: sku
  properties: {
    version: '17'
    createMode: 'Default'
    authConfig: {
      activeDirectoryAuth: 'Enabled'
      passwordAuth: 'Disabled'
      tenantId: subscription().tenantId
    }
    storage: {
      storageSizeGB: storageSizeGB
      autoGrow: 'Enabled'
    }
    backup: {
      backupRetentionDays: backupDays
      geoRedundantBackup: 'Disabled'
    }
    highAvailability: {
      mode: isZoneRedundant ? 'ZoneRedundant' : 'Disabled'
    }
    network: {
      publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    }
  }

  resource administrators 'administrators' = {
    name: administrator.objectId
    properties: {
      principalName: administrator.name
      principalType: administrator.type
      tenantId: subscription().tenantId
    }
  }

  // Without a private network the programs come from addresses of Azure that nobody knows beforehand. This lets in the networks of
  // Azure, everybody's; who comes from there still needs a token of one of three identities. The server takes one change at a time.
  resource azure 'firewallRules' = if (!isPrivate) {
    name: 'azure'
    properties: {
      startIpAddress: '0.0.0.0'
      endIpAddress: '0.0.0.0'
    }
    dependsOn: [administrators]
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: server
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'PostgreSQLLogs'
        enabled: true
      }
    ]
  }
}

module endpoint 'private-endpoint.bicep' = if (isPrivate) {
  name: 'database-endpoint'
  params: {
    name: '${name}-endpoint'
    location: location
    tags: tags
    subnetId: endpointsSubnetId
    targetId: server.id
    service: 'postgresqlServer'
    zoneName: 'privatelink.postgres.database.azure.com'
  }
  dependsOn: [server::administrators]
}

output host string = server.properties.fullyQualifiedDomainName
output databaseName string = databaseName
