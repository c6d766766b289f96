using 'main.bicep'

param environmentName = 'dev'

// What differs from one deployment to the next comes from the environment: see README.md.
param serverImage = readEnvironmentVariable('INDHCOOPS_SERVER_IMAGE')
param registryName = readEnvironmentVariable('INDHCOOPS_REGISTRY', '')
param databaseAdministrator = {
  objectId: readEnvironmentVariable('INDHCOOPS_DATABASE_ADMIN_ID')
  name: readEnvironmentVariable('INDHCOOPS_DATABASE_ADMIN_NAME')
  type: readEnvironmentVariable('INDHCOOPS_DATABASE_ADMIN_TYPE', 'User')
}
param alertAddresses = filter(
  split(readEnvironmentVariable('INDHCOOPS_ALERT_ADDRESSES', ''), ','),
  address => !empty(address)
)

// Cheap, open to everybody, filled with synthetic cooperatives, and gone without a trace.
param privateNetworking = false
param demoCooperatives = 2000
param explorerEnabled = true
param reportsSku = 'Standard_LRS'
param reportImmutableDays = 0
param server = {
  cpu: '0.5'
  memory: '1Gi'
  minReplicas: 0
  maxReplicas: 1
}

// 35 connections are left to programs by this size: 2 × 10 + 1 of the server, 10 of the functions.
param database = {
  sku: {
    name: 'Standard_B1ms'
    tier: 'Burstable'
  }
  storageSizeGB: 32
  backupDays: 7
  isZoneRedundant: false
  poolSize: 10
}
