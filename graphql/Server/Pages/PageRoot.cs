using Microsoft.AspNetCore.Components;

namespace IndhCoops.GraphQL.Pages;

/// <summary>Gives the layout what it shows.</summary>
internal sealed class PageRoot : IComponent
{
    private RenderHandle _handle;

    public void Attach(RenderHandle renderHandle) => _handle = renderHandle;

    public Task SetParametersAsync(ParameterView parameters)
    {
        var (view, page) = (
            parameters.GetValueOrDefault<PageView>(nameof(PageView))!, parameters.GetValueOrDefault<PageAnswer>(nameof(PageAnswer))!);
        _handle.Render(Cascade(view, Cascade(page, builder =>
        {
            builder.OpenComponent<PageLayout>(0);
            builder.CloseComponent();
        })));
        return Task.CompletedTask;
    }

    /// <summary>Content whose components take a value as a cascading parameter of its type.</summary>
    public static RenderFragment Cascade<T>(T value, RenderFragment content) => builder =>
    {
        builder.OpenComponent<CascadingValue<T>>(0);
        builder.AddComponentParameter(1, nameof(CascadingValue<>.Value), value);
        builder.AddComponentParameter(2, nameof(CascadingValue<>.IsFixed), true);
        builder.AddComponentParameter(3, nameof(CascadingValue<>.ChildContent), content);
        builder.CloseComponent();
    };
}
