using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Wording;
using Microsoft.AspNetCore.Components;

namespace IndhCoops.GraphQL.Pages;

/// <summary>
/// A part of a page. Components of pages begin with <c>@inherits PagePart</c>; what they show, they take as a cascading parameter.
/// </summary>
public abstract class PagePart : ComponentBase
{
    /// <summary>What the page knows of the request.</summary>
    [CascadingParameter]
    internal PageView View { get; set; } = null!;

    private protected LocalFormat Format => View.Format;

    private protected string Say(LocalText text) => View.Say(text);
}
