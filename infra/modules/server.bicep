metadata description = 'The GraphQL server, on Container Apps.'

param prefix string
param location string
param tags object

@description('The image, with its tag or digest.')
param image string

@description('The Azure Container Registry of the image, in this resource group; empty where anybody may pull it.')
param registryName string

@description('The identity that the server acts as.')
param identityName string

@description('Where spans, metrics and logs go.')
param insightsName string

@description('How to reach the database, without a password.')
@minLength(1)
param databaseConnection string

@description('The server\'s own settings, INDHCOOPS_….')
param settings object

param demoCooperatives int
param minReplicas int
param maxReplicas int
param cpu string
param memory string

@description('Whether it is reached from outside of the private network.')
param isPublic bool

@description('Address ranges that may ask it; empty for everybody.')
param allowedAddresses string[]

@description('The subnet that it runs in; empty for none.')
param subnetId string

param workspaceId string

var port = 8080

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = if (!empty(registryName)) {
  name: registryName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

module pull 'registry-pull.bicep' = if (!empty(registryName)) {
  name: 'server-pull'
  params: {
    registryName: registryName
    identityName: identityName
  }
}

resource surroundings 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${prefix}-server'
  location: location
  tags: tags
  properties: {
    appLogsConfiguration: {
      destination: 'azure-monitor' // The other way, straight to a workspace, needs the workspace's key.
    }
    vnetConfiguration: empty(subnetId)
      ? null
      : {
          infrastructureSubnetId: subnetId
          internal: !isPublic
        }
    workloadProfiles: [
      {
        name: 'Consumption'
        workloadProfileType: 'Consumption'
      }
    ]
    zoneRedundant: false
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: surroundings
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: '${prefix}-server'
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    environmentId: surroundings.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true // Outside of the environment; an internal environment ends at the private network.
        targetPort: port
        transport: 'auto'
        allowInsecure: false
        ipSecurityRestrictions: [
          for (range, i) in allowedAddresses: {
            name: 'allowed-${i}'
            action: 'Allow'
            ipAddressRange: range
          }
        ]
      }
      registries: empty(registryName)
        ? []
        : [
            {
              server: registry!.properties.loginServer
              identity: identity.id
            }
          ]
    }
    template: {
      containers: [
        {
          name: 'server'
          image: image
          args: concat(
            ['--database', databaseConnection],
            demoCooperatives > 0 ? ['--first-demo', string(demoCooperatives)] : []
          )
          env: map(
            items(union(
              {
                // What is sent is paid for: five traces a second, whatever is asked of the server. Its log is sent whole.
                OTEL_TRACES_SAMPLER: 'microsoft.rate_limited'
                OTEL_TRACES_SAMPLER_ARG: '5'
              },
              settings,
              {
                // Which identity the Azure SDK takes in the program.
                AZURE_CLIENT_ID: identity.properties.clientId
                APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString // An address, which lets nobody in.
                ASPNETCORE_HTTP_PORTS: string(port)
              }
            )),
            setting => { name: setting.key, value: string(setting.value) }
          )
          resources: {
            cpu: json(cpu)
            memory: memory
          }
          probes: [
            {
              type: 'Startup' // It listens once tables and reference data are in place; five minutes, then it is started again.
              httpGet: {
                path: '/health/live'
                port: port
              }
              periodSeconds: 30
              failureThreshold: 10
            }
            {
              type: 'Liveness'
              httpGet: {
                path: '/health/live'
                port: port
              }
              periodSeconds: 10
              failureThreshold: 3
            }
            {
              type: 'Readiness'
              httpGet: {
                path: '/health/ready'
                port: port
              }
              periodSeconds: 10
              timeoutSeconds: 5 // The server gives its database three.
              failureThreshold: 3
            }
          ]
        }
      ]
      scale: {
        minReplicas: minReplicas
        maxReplicas: maxReplicas
        rules: [
          {
            name: 'requests'
            http: {
              metadata: {
                concurrentRequests: '32' // Half of what one server answers at once; see RequestLimits.
              }
            }
          }
        ]
      }
    }
  }
  dependsOn: [pull]
}

output uri string = 'https://${app.properties.configuration.ingress.fqdn}'
