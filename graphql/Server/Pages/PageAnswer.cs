using Microsoft.AspNetCore.Components;

namespace IndhCoops.GraphQL.Pages;

/// <summary>What a page says of itself, in its language: to the visitor, to search engines, and where its address is shared.</summary>
/// <param name="Description">One sentence with the main figures.</param>
internal sealed record PageHead(string Title, string Description)
{
    /// <summary>Whether it shows made-up figures: then it says so above them.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>Whether search engines may list it.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>The pages above it, the highest first.</summary>
    public IReadOnlyList<PageLink> Trail { get; init; } = [];

    /// <summary>Modules that it loads, by their paths on this server.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    /// <summary>What those import, to be fetched at once, by their paths on this server.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>Style sheets of its own, by their paths on this server.</summary>
    public IReadOnlyList<string> Styles { get; init; } = [];
}

internal sealed record PageLink(string Text, string Address);

internal sealed record PageAnswer(PageHead Head, RenderFragment Body)
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>What the visitor should know of the address: which of its values were not understood.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>The queries that it is made of, for readers.</summary>
    public IReadOnlyList<PageQuery> Queries { get; init; } = [];

    /// <summary>When to ask again; null where that says nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The address that has the page instead of this one; null where this one has it.</summary>
    public string? Location { get; private init; }

    /// <summary>A page made by a component, whose parts take the model as a cascading parameter.</summary>
    public static PageAnswer Of<TComponent, TModel>(PageHead head, TModel model)
        where TComponent : IComponent => new(head, PageRoot.Cascade(model, content =>
        {
            content.OpenComponent<TComponent>(0);
            content.CloseComponent();
        }));

    /// <summary>Sends the visitor to the address that the page is known by.</summary>
    public static PageAnswer MovedTo(string address) =>
        new(new PageHead("", ""), _ => { }) { Status = StatusCodes.Status301MovedPermanently, Location = address };

    /// <summary>A page that says in words why there is no other: 404 and the like.</summary>
    public static PageAnswer Message(PageView view, int status, string? text = null, IReadOnlyList<PageLink>? instead = null)
    {
        var (title, words) = PageTexts.Of(status);
        var head = new PageHead(view.Say(title), text ?? view.Say(words)) { IsListed = false };
        return Of<MessageBody, IReadOnlyList<PageLink>>(head, instead ?? []) with { Status = status };
    }
}
