using System.Text;

namespace IndhCoops.GraphQL.Graph;

/// <summary>The naming rules of HotChocolate's contract.</summary>
public static class GraphNames
{
    /// <summary><c>FoundedYear</c> becomes <c>foundedYear</c>.</summary>
    public static string Field(string clrName) => string.Concat(char.ToLowerInvariant(clrName[0]).ToString(), clrName.AsSpan(1));

    /// <summary><c>InProgress</c> becomes <c>IN_PROGRESS</c>; a run of capitals (<c>III</c>) stays together.</summary>
    public static string EnumValue(string clrName)
    {
        var name = new StringBuilder(clrName.Length + 4);
        for (var i = 0; i < clrName.Length; i++)
        {
            if (i > 0 && char.IsUpper(clrName[i]) && !char.IsUpper(clrName[i - 1]))
            {
                name.Append('_');
            }

            name.Append(char.ToUpperInvariant(clrName[i]));
        }

        return name.ToString();
    }
}
