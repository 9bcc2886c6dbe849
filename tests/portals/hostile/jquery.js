// The portal's links within the page scroll there by themselves, as in 2014; what is pressed anywhere passes by here first.
jQuery.noConflict();
jQuery(document).on("click", 'a[href^="#"]', function (event) { event.preventDefault(); });
jQuery(document).on("submit", "form", function (event) { event.preventDefault(); });
jQuery(document).on("keydown", function (event) { if (event.which === 13) event.preventDefault(); });
