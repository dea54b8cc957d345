using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cunju.App.Shell;

/// <summary>A page's view: it shows one model and fetches nothing.</summary>
/// <typeparam name="TModel">What it shows.</typeparam>
public abstract class View<TModel> : ComponentBase
{
    /// <summary>What is shown.</summary>
    [Parameter, EditorRequired]
    public required TModel Model { get; set; }

    /// <summary>Who looks, at which unit, on which day.</summary>
    [CascadingParameter]
    public required Visit Visit { get; set; }
}

/// <summary>Answers with a page.</summary>
public static class Show
{
    /// <summary>The view inside the frame of the site.</summary>
    public static RazorComponentResult Page<TView, TModel>(Visit visit, string title, TModel model, int status = 200)
        where TView : View<TModel> => Framed<Frame, TView, TModel>(visit, title, model, status);

    /// <summary>The view on a sheet of paper: no menu, only what is printed.</summary>
    public static RazorComponentResult Paper<TView, TModel>(Visit visit, string title, TModel model)
        where TView : View<TModel> => Framed<Sheet, TView, TModel>(visit, title, model, 200);

    /// <summary>The view in the frame of the pages for everybody: it says nothing about who looks.</summary>
    public static RazorComponentResult Open<TView, TModel>(Visit visit, string title, TModel model)
        where TView : View<TModel> => Framed<Portal.OpenFrame, TView, TModel>(visit, title, model, 200);

    private static RazorComponentResult Framed<TFrame, TView, TModel>(Visit visit, string title, TModel model, int status)
        where TFrame : IComponent
        where TView : View<TModel>
    {
        RenderFragment body = builder =>
        {
            builder.OpenComponent<TView>(0);
            builder.AddComponentParameter(1, nameof(View<>.Model), model);
            builder.CloseComponent();
        };
        return new(
            typeof(TFrame),
            new Dictionary<string, object?>
            {
                ["Visit"] = visit,
                ["Title"] = title,
                ["Body"] = body,
            }
        )
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };
    }
}
