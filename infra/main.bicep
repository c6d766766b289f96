metadata description = 'IndhCoops in one resource group: server, functions, PostgreSQL, storage, logs, and an alert when a report is missing.'

targetScope = 'resourceGroup'

@description('Names the resources: dev, prod …')
@minLength(2)
@maxLength(8)
param environmentName string

param location string = resourceGroup().location

@description('The server\'s image, with its tag or digest.')
param serverImage string

@description('The Azure Container Registry of the image, in this resource group; empty where anybody may pull it.')
param registryName string = ''

@description('Who makes the programs\' roles in the database, once.')
param databaseAdministrator { objectId: string, name: string, type: ('User' | 'Group' | 'ServicePrincipal') }

@description('The database server.')
param database {
  sku: { name: string, tier: ('Burstable' | 'GeneralPurpose' | 'MemoryOptimized') }
  storageSizeGB: int
  backupDays: int
  isZoneRedundant: bool
  @description('Connections of one pool. A server has two pools and one connection more, the functions have one pool.')
  poolSize: int
}

@description('The server\'s size and number. Between requests it keeps answers, so one should stay.')
param server { cpu: string, memory: string, minReplicas: int, maxReplicas: int }

@description('Synthetic demo cooperatives of a new database; 0 for none. They stay there, whatever this says later.')
param demoCooperatives int = 0

@description('Whether clients may ask for the schema by a query, and browsers get the query editor.')
param explorerEnabled bool = false

@description('Origins whose pages may ask the server from a browser.')
param allowedOrigins string[] = []

@description('Address ranges that may ask the server; empty for everybody.')
param allowedAddresses string[] = []

@description('Who may what: an OpenID Connect authority (for Entra ID https://login.microsoftonline.com/{tenant}/v2.0), for whom its tokens are issued, whether reading needs one, and a role besides; the client id of the page for entering data there, and the scopes that it asks for. All empty: everybody reads, nobody records.')
param access {
  authority: string
  audience: string
  isReadingClosed: bool
  readRole: string
  signInClientId: string
  signInScope: string
} = {
  authority: ''
  audience: ''
  isReadingClosed: false
  readRole: ''
  signInClientId: ''
  signInScope: 'openid profile'
}

@description('Networks of proxies that are believed about the addresses of clients. The ingress is the only way in and its address is not known beforehand, so it is every network.')
param proxyNetworks string[] = ['0.0.0.0/0', '::/0']

@description('Whether storage and database have no public address, and the programs run in a network of their own.')
param privateNetworking bool

@description('With private networking: whether the server is still reached from the internet.')
param serverIsPublic bool = true

param addressSpace string = '10.20.0.0/16'

@description('Standard_LRS, Standard_ZRS, Standard_GZRS …')
param reportsSku string

@description('Days for which nobody can change or delete a version of a report; 0 for none.')
param reportImmutableDays int

@description('Months back from the current one that get a report without being asked for.')
param reportMonths int = 24

@allowed([512, 2048, 4096])
param functionsMemoryMB int = 2048

@description('Mail addresses that are told when a report is missing.')
param alertAddresses string[]

param logRetentionDays int = 30

var prefix = 'indhcoops-${environmentName}'
var unique = take(uniqueString(resourceGroup().id, environmentName), 8)
var tags = {
  application: 'indhcoops'
  environment: environmentName
}

// Names and ids that are known beforehand, so that what-if can tell what a deployment would change.
var serverIdentity = '${prefix}-server'
var functionsIdentity = '${prefix}-functions'
var insightsName = '${prefix}-insights'
var workspaceName = '${prefix}-logs'
var workspaceId = resourceId('Microsoft.OperationalInsights/workspaces', workspaceName)
var networkName = '${prefix}-network'
var subnetIds = {
  server: privateNetworking ? resourceId('Microsoft.Network/virtualNetworks/subnets', networkName, 'server') : ''
  functions: privateNetworking ? resourceId('Microsoft.Network/virtualNetworks/subnets', networkName, 'functions') : ''
  endpoints: privateNetworking ? resourceId('Microsoft.Network/virtualNetworks/subnets', networkName, 'endpoints') : ''
}

module identities 'modules/identities.bicep' = {
  name: 'identities'
  params: {
    serverName: serverIdentity
    functionsName: functionsIdentity
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    prefix: prefix
    workspaceName: workspaceName
    insightsName: insightsName
    location: location
    tags: tags
    functionsIdentityName: functionsIdentity
    serverIdentityName: serverIdentity
    alertAddresses: alertAddresses
    retentionDays: logRetentionDays
  }
  dependsOn: [identities]
}

module network 'modules/network.bicep' = if (privateNetworking) {
  name: 'network'
  params: {
    name: networkName
    location: location
    tags: tags
    addressSpace: addressSpace
  }
}

module reports 'modules/reports.bicep' = {
  name: 'reports'
  params: {
    name: 'indhreports${unique}'
    location: location
    tags: tags
    sku: reportsSku
    serverIdentityName: serverIdentity
    functionsIdentityName: functionsIdentity
    immutableDays: reportImmutableDays
    endpointsSubnetId: subnetIds.endpoints
    workspaceId: workspaceId
  }
  dependsOn: [identities, monitoring, network]
}

module reportAlert 'modules/report-alert.bicep' = {
  name: 'report-alert'
  params: {
    prefix: prefix
    location: location
    tags: tags
    workspaceId: workspaceId
    actionGroupIds: monitoring.outputs.actionGroupIds
  }
}

module postgres 'modules/database.bicep' = {
  name: 'database'
  params: {
    name: '${prefix}-${unique}'
    location: location
    tags: tags
    sku: database.sku
    storageSizeGB: database.storageSizeGB
    backupDays: database.backupDays
    isZoneRedundant: database.isZoneRedundant
    administrator: databaseAdministrator
    endpointsSubnetId: subnetIds.endpoints
    workspaceId: workspaceId
  }
  dependsOn: [monitoring, network]
}

// No password: the programs get a token for their identity where a connection string has none.
var connection = 'Host=${postgres.outputs.host};Database=${postgres.outputs.databaseName};SSL Mode=VerifyFull;Maximum Pool Size=${database.poolSize}'

module functionsStorage 'modules/functions-storage.bicep' = {
  name: 'functions-storage'
  params: {
    name: 'indhfunctions${unique}'
    location: location
    tags: tags
    sku: 'Standard_LRS'
    functionsIdentityName: functionsIdentity
    endpointsSubnetId: subnetIds.endpoints
  }
  dependsOn: [identities, network]
}

module functions 'modules/functions.bicep' = {
  name: 'functions'
  params: {
    prefix: prefix
    name: '${prefix}-functions-${unique}'
    location: location
    tags: tags
    identityName: functionsIdentity
    storageName: functionsStorage.outputs.name
    programUri: functionsStorage.outputs.programUri
    insightsName: insightsName
    subnetId: subnetIds.functions
    instanceMemoryMB: functionsMemoryMB
    settings: {
      INDHCOOPS_Storage__ServiceUri: reports.outputs.serviceUri
      INDHCOOPS_Database__ConnectionString: '${connection};Username=${functionsIdentity}'
      INDHCOOPS_Reports__Months: string(reportMonths)
    }
  }
  dependsOn: [identities, monitoring, network]
}

module serverApp 'modules/server.bicep' = {
  name: 'server'
  params: {
    prefix: prefix
    location: location
    tags: tags
    image: serverImage
    registryName: registryName
    identityName: serverIdentity
    insightsName: insightsName
    databaseConnection: '${connection};Username=${serverIdentity}'
    demoCooperatives: demoCooperatives
    minReplicas: server.minReplicas
    maxReplicas: server.maxReplicas
    cpu: server.cpu
    memory: server.memory
    isPublic: !privateNetworking || serverIsPublic
    allowedAddresses: allowedAddresses
    subnetId: subnetIds.server
    workspaceId: workspaceId
    settings: union(
      {
        INDHCOOPS_Storage__ServiceUri: reports.outputs.serviceUri
        INDHCOOPS_Reports__Months: string(reportMonths) // It measures how many months are due.
        INDHCOOPS_Introspection__Enabled: toLower(string(explorerEnabled))
        INDHCOOPS_Explorer__Enabled: toLower(string(explorerEnabled))
        INDHCOOPS_Transport__HstsMaxAge: '365.00:00:00' // The ingress sends who asks by HTTP to HTTPS.
      },
      empty(access.authority)
        ? {}
        : {
            INDHCOOPS_Access__Authority: access.authority
            INDHCOOPS_Access__Audience: access.audience
          },
      access.isReadingClosed ? { INDHCOOPS_Access__ReadingNeedsToken: 'true' } : {},
      empty(access.readRole) ? {} : { INDHCOOPS_Access__ReadRole: access.readRole },
      empty(access.signInClientId)
        ? {}
        : {
            INDHCOOPS_SignIn__ClientId: access.signInClientId
            INDHCOOPS_SignIn__Scope: access.signInScope
          },
      toObject(range(0, length(proxyNetworks)), i => 'INDHCOOPS_Proxies__Networks__${i}', i => proxyNetworks[i]),
      toObject(
        range(0, length(allowedOrigins)),
        i => 'INDHCOOPS_GraphHttp__AllowedOrigins__${i}',
        i => allowedOrigins[i]
      )
    )
  }
  dependsOn: [identities, monitoring, network]
}

@description('Where the dashboard and the graph are.')
output serverUri string = serverApp.outputs.uri

@description('What the functions\' program is deployed to.')
output functionsName string = functions.outputs.name

@description('Where the programs\' roles are made.')
output databaseHost string = postgres.outputs.host

@description('The role of the server, and the identity that it belongs to.')
output serverRole object = {
  name: serverIdentity
  objectId: identities.outputs.serverPrincipalId
}

@description('The role of the functions, and the identity that it belongs to.')
output functionsRole object = {
  name: functionsIdentity
  objectId: identities.outputs.functionsPrincipalId
}
