metadata description = 'Where logs and telemetry go, and who is told when something is wrong.'

param prefix string
param workspaceName string
param insightsName string
param location string
param tags object

@description('The identity that the Functions host and the functions send their telemetry with.')
param functionsIdentityName string

@description('The identity that the server sends its telemetry with.')
param serverIdentityName string

@description('Mail addresses that alerts are sent to.')
param alertAddresses string[]

param retentionDays int

var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    features: {
      disableLocalAuth: true // No workspace keys: everything is sent through Azure Monitor or with an identity.
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true // The connection string then is an address and lets nobody in.
  }
}

resource functionsIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: functionsIdentityName
}

resource serverIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: serverIdentityName
}

resource serverPublish 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, serverIdentity.id, monitoringMetricsPublisher)
  scope: insights
  properties: {
    principalId: serverIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
  }
}

resource functionsPublish 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, functionsIdentity.id, monitoringMetricsPublisher)
  scope: insights
  properties: {
    principalId: functionsIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
  }
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(alertAddresses)) {
  name: '${prefix}-people'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'indhcoops'
    emailReceivers: [
      for (address, i) in alertAddresses: {
        name: 'mail-${i}'
        emailAddress: address
        useCommonAlertSchema: true
      }
    ]
  }
}

output actionGroupIds string[] = empty(alertAddresses) ? [] : [people.id]
