metadata description = 'The timers, on Flex Consumption: the Functions host starts this project\'s worker.'

param prefix string
param name string
param location string
param tags object

@description('The identity that the host and the program act as.')
param identityName string

@description('The account that the host keeps its state in.')
param storageName string

@description('The container that the program is deployed to.')
param programUri string

param insightsName string

@description('The program\'s own settings, INDHCOOPS_….')
param settings object

@description('The subnet that it runs in; empty for none.')
param subnetId string

@allowed([512, 2048, 4096])
param instanceMemoryMB int

var hostSettings = {
  AzureWebJobsStorage__accountName: storageName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.properties.clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${identity.properties.clientId}'

  // Which identity the Azure SDK takes in the program.
  AZURE_CLIENT_ID: identity.properties.clientId

  // The host's machine need not have ICU; nothing here is written or sorted by a culture of the machine.
  DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1'

  // Garbage is collected each 4 MB; the runtime would wait for as much as the processor's cache holds.
  DOTNET_GCgen0size: '0x400000'
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${prefix}-functions'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: programUri
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0' // Not '10': the resource manager takes it, and the deployment of the program then fails with 500 (Azure/Azure-Functions#2666).
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: 40 // The least that the plan takes everywhere. A timer runs on one instance at a time, whatever this says.
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(hostSettings, settings)
  }

  // Programs are deployed with a token, never with a password.
  resource publishingByFtp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  resource publishingByScm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }
}

output name string = app.name
