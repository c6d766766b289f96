namespace IndhCoops.Functions.Tests.Playing;

/// <summary>Bodies that the Functions host sends when a timer fires.</summary>
internal static class TimerBody
{
    public const string Usual = """
        {"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":{"Last":"2024-06-01T02:00:00Z","LastUpdated":"2024-06-01T02:00:01Z","Next":"2024-07-01T02:00:00Z"},"IsPastDue":true}},"Metadata":{"sys":{"MethodName":"Scripted","UtcNow":"2024-07-01T02:00:00.01Z","RandGuid":"0b6c"}}}
        """;

    public const string WithoutStatus = """
        {"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}},"Metadata":{"sys":{"MethodName":"Scripted","UtcNow":"2024-07-01T02:00:00.01Z","RandGuid":"0b6c"}}}
        """;

    public const string AsString = """
        {"Data":{"timer":"{\"Schedule\":{\"AdjustForDST\":true},\"ScheduleStatus\":{\"Last\":\"2024-06-01T02:00:00Z\"},\"IsPastDue\":true}"},"Metadata":{"sys":{"MethodName":"Scripted"}}}
        """;

    public const string SecondRetry = """
        {"Data":{"timer":{"ScheduleStatus":null,"IsPastDue":false}},"Metadata":{"sys":{"MethodName":"Scripted"},"RetryContext":{"MaxRetryCount":5,"RetryCount":2,"Exception":{"Message":"Response status code does not indicate success: 500."}}}}
        """;

    public const string SecondRetryAsString = """
        {"Data":{"timer":{"ScheduleStatus":null,"IsPastDue":"false"}},"Metadata":{"RetryContext":"{\"MaxRetryCount\":5,\"RetryCount\":2,\"Exception\":null}"}}
        """;

    /// <summary>Bodies that tell nothing, or nothing that is understood.</summary>
    public static IEnumerable<string> Odd =>
    [
        "", " ", "null", "[]", "1", "\"\"", "\"{}\"", "{", "not JSON", "{}", """{"Data":null,"Metadata":null}""", """{"Data":{}}""",
        """{"Data":{"timer":null}}""", """{"Data":{"timer":""}}""", """{"Data":{"timer":"null"}}""", """{"Data":{"timer":"\"{}\""}}""",
        """{"Data":{"timer":[]},"Metadata":[]}""", """{"Data":{"timer":{"ScheduleStatus":7,"IsPastDue":null,"New":{"a":[1]}}},"Metadata":{"RetryContext":null},"New":1}""",
        """{"Data":{"other":{"IsPastDue":"perhaps"}},"Metadata":{"RetryContext":{"RetryCount":"many","MaxRetryCount":1e9}}}""", """{"input":""}""",
    ];
}
