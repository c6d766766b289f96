using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace IndhCoops.Functions.Tests.Publishing;

/// <summary>
/// Stands before a storage and counts what is written. The answer to one write it may hold back: the storage has written, the program
/// does not know it yet, and a test can kill it at exactly this step. After some writes it may fail, until it is healed.
/// </summary>
internal sealed class HeldStorage : IAsyncDisposable
{
    private readonly HttpClient _storage = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly WebApplication _proxy;
    private TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (int Sound, Func<HttpContext, Task> Answer)? _fault;
    private int _heldWrite;
    private int _writes;

    private HeldStorage(Uri storage)
    {
        _storage.BaseAddress = new Uri(storage.GetLeftPart(UriPartial.Authority));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _proxy = builder.Build();
        _proxy.Run(PassAsync);
    }

    /// <summary>Reaches the storage through this.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>How often was written since the start, or since <see cref="HoldAsync"/>.</summary>
    public int Writes => _writes;

    /// <summary>Starts before a storage.</summary>
    public static async Task<HeldStorage> StartAsync(string storage)
    {
        var address = new BlobServiceClient(storage).Uri;
        var held = new HeldStorage(address);
        await held._proxy.StartAsync(TestContext.Current.CancellationToken);
        var proxy = new Uri(held._proxy.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        held.ConnectionString = storage.Replace(address.Authority, proxy.Authority, StringComparison.Ordinal);
        return held;
    }

    /// <summary>Holds back the answer to a write, counted from now; completes when the storage has written.</summary>
    public Task HoldAsync(int write)
    {
        _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        (_writes, _heldWrite) = (0, write);
        return _held.Task;
    }

    /// <summary>Lets some writes through, counted from now, and answers all else with an error of the storage.</summary>
    public void Fail(int sound, int status, string code) => Fail(sound, context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers["x-ms-error-code"] = code;
        context.Response.Headers.RetryAfter = "0";
        return Task.CompletedTask;
    });

    /// <summary>Lets some writes through, counted from now, and answers nothing else.</summary>
    public void Hang(int sound) => Fail(sound, context => Task.Delay(Timeout.Infinite, context.RequestAborted));

    /// <summary>Lets all through again.</summary>
    public void Heal() => _fault = null;

    private void Fail(int sound, Func<HttpContext, Task> answer) => (_writes, _fault) = (0, (sound, answer));

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _storage.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        try
        {
            if (_fault is var (sound, answer) && Volatile.Read(ref _writes) >= sound)
            {
                await answer(context);
                return;
            }

            using var request = RequestOf(context);
            using var response = await _storage.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
            if (HttpMethods.IsPut(context.Request.Method) && Interlocked.Increment(ref _writes) == _heldWrite)
            {
                _held.SetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }

            context.Response.StatusCode = (int)response.StatusCode;
            foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).Where(
                header => header.Key != "Transfer-Encoding"))
            {
                context.Response.Headers[name] = values.ToArray();
            }

            await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The program is gone.
        }
    }

    // As it came: the signature covers path and headers, but not the host.
    private static HttpRequestMessage RequestOf(HttpContext context)
    {
        var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method), context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        if (context.Request.ContentLength is not null)
        {
            request.Content = new StreamContent(context.Request.Body);
        }

        foreach (var (name, values) in context.Request.Headers.Where(header => header.Key != "Host"))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return request;
    }
}
