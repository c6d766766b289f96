using 'main.bicep'

param environmentName = 'prod'

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
param allowedAddresses = filter(
  split(readEnvironmentVariable('INDHCOOPS_ALLOWED_ADDRESSES', ''), ','),
  range => !empty(range)
)
param access = {
  authority: readEnvironmentVariable('INDHCOOPS_AUTHORITY', '')
  audience: readEnvironmentVariable('INDHCOOPS_AUDIENCE', '')
  isReadingClosed: readEnvironmentVariable('INDHCOOPS_READING', 'open') == 'closed'
  readRole: readEnvironmentVariable('INDHCOOPS_READ_ROLE', '')
  signInClientId: readEnvironmentVariable('INDHCOOPS_SIGN_IN_CLIENT_ID', '')
  signInScope: readEnvironmentVariable('INDHCOOPS_SIGN_IN_SCOPE', 'openid profile')
}
param allowedOrigins = filter(
  split(readEnvironmentVariable('INDHCOOPS_ALLOWED_ORIGINS', ''), ','),
  origin => !empty(origin)
)

// Nothing but the server can be reached from outside, zones may fail, and ten years of reports stand as they were published.
param privateNetworking = true
param reportsSku = 'Standard_ZRS'
param reportImmutableDays = 3650
param logRetentionDays = 90
param server = {
  cpu: '1.0'
  memory: '2Gi'
  minReplicas: 2
  maxReplicas: 4
}

// 4 servers with 2 × 30 + 1 connections and 30 of the functions are 274 of the 800 that this size has.
param database = {
  sku: {
    name: 'Standard_D2ds_v5'
    tier: 'GeneralPurpose'
  }
  storageSizeGB: 128
  backupDays: 35
  isZoneRedundant: true
  poolSize: 30
}
