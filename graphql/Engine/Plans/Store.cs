namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Where a step reads.</summary>
internal enum Store
{
    Database,

    /// <summary>The copy by columns while it is as fresh as the database, else the database.</summary>
    Columns,
}
