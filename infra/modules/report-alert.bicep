metadata description = 'Tells people on the 2nd of a month that the report of the month before is not there.'

param prefix string
param location string
param tags object
param workspaceId string
param actionGroupIds string[]

// A report exists when its manifest does; the timer writes it on the 1st. A query sees two days at most, and on the 2nd these hold the
// whole of the 1st. Where nothing was ever logged there is no table either: that counts as no report, not as an error.
var query = '''
let month = startofmonth(now());
let reported = format_datetime(datetime_add('month', -1, month), 'yyyy-MM');
union isfuzzy=true
    (datatable(TimeGenerated: datetime, OperationName: string, StatusText: string, ObjectKey: string) []),
    (StorageBlobLogs | project TimeGenerated, OperationName, StatusText, ObjectKey)
| where TimeGenerated >= month and OperationName == 'PutBlob' and StatusText == 'Success'
| where ObjectKey contains strcat('/reports/monthly/', reported, '/') and ObjectKey endswith '/manifest.json'
| summarize Landed = count()
| where Landed == 0 and dayofmonth(now()) == 2
'''

resource missing 'Microsoft.Insights/scheduledQueryRules@2023-03-15-preview' = {
  name: '${prefix}-report-missing'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'The monthly report is missing'
    description: 'It is the 2nd, and no report of the month before has landed in storage since the 1st. See infra/README.md, When the report is missing.'
    severity: 1
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT6H'
    windowSize: 'P2D'
    overrideQueryTimeRange: 'P2D'
    autoMitigate: false // On the 3rd the query is silent again, which does not mean that the report is there.
    muteActionsDuration: 'P1D'
    skipQueryValidation: true // The table appears with the first log.
    criteria: {
      allOf: [
        {
          query: query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: actionGroupIds
    }
  }
}
