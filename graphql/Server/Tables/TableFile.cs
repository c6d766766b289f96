using System.IO.Pipelines;

namespace IndhCoops.GraphQL.Tables;

/// <summary>One table in one format, as it answers one request.</summary>
internal abstract class TableFile
{
    /// <summary>Whether it must see every row before it writes the first: its headers say something of all of them.</summary>
    public virtual bool LooksAhead => false;

    /// <summary>Whether nothing of what it saw can be written, and its format has no empty file. The answer is 204 then.</summary>
    public virtual bool IsEmpty => false;

    /// <summary>Reads a row ahead, where <see cref="LooksAhead"/>.</summary>
    public virtual void See(DbDataReader row)
    {
    }

    /// <summary>Adds what its format says by headers.</summary>
    public virtual void Describe(IHeaderDictionary headers)
    {
    }

    /// <summary>Writes the file row by row, and sends it meanwhile: what it holds back does not grow with the number of rows.</summary>
    public abstract Task WriteAsync(IAsyncEnumerable<DbDataReader> rows, PipeWriter output, CancellationToken cancellationToken);
}
