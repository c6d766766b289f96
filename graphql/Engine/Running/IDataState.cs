namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>A state of the data, which knows when each table was written last.</summary>
internal interface IDataState
{
    /// <summary>The number: higher after every write.</summary>
    long Number { get; }

    /// <summary>Whether some tables are as they were in an earlier state. Unknown for a table whose writes are not noted.</summary>
    /// <param name="since">The number of that state.</param>
    bool AreUnwritten(IReadOnlyList<string> tables, long since);
}
